import type { ServerClient } from '../api/client.ts';
import { normalizeName } from '../protocol/names.ts';
import type { ServerStore } from '../storage/device.ts';
import { orBlocked } from './blocking.ts';
import type { Membership } from './membership.ts';

/**
 * A message may have reached the server under the name that one has. Under another one its id says nothing, so that it
 * could be doubled.
 */
export class UnsettledError extends Error {
  override readonly name = 'UnsettledError';
}

/** Who is to be called something else. */
interface Renamed {
  username: string;
  readonly membership: Membership;
  readonly store: ServerStore;
  readonly client: ServerClient;
  readonly isFound: boolean;
  /** Finds out what the server is, and with it whether it knows keys. */
  find(): Promise<void>;
  /** Asks the server anew. */
  doubt(): void;
}

/**
 * Gives somebody another name on their server. What waits is kept, and sent under the new name. They are in all rooms under both names for a moment, so that no room is
 * gone with its last member. Meanwhile nothing is delivered, by no window.
 *
 * @throws what `ServerClient` does, BlockedError or UnsettledError; then everything is as it was
 */
export async function rename(session: Renamed, wanted: string): Promise<void> {
  const former = session.username;
  const { membership, store } = session;
  if (normalizeName(wanted) === former) return;
  if (!session.isFound) await session.find();
  const enter = async (): Promise<void> => {
    if (membership.rooms.some(({ pending }) => pending.some((one) => one.unanswered !== undefined || one.state === 'sent'))) {
      throw new UnsettledError('Failed to rename: a message may have arrived under the present name. Wait until that is known.');
    }
    const username = await membership.enterAs(wanted).catch(async (error: unknown) => { throw await orBlocked(error, session.client); });
    session.username = username;
    membership.renamed();
    const account = await store.account();
    if (account) await store.renameAccount({ ...account, username });
    session.doubt();
  };
  const hold = membership.rooms.reduceRight<() => Promise<void>>(
    (work, { name }) => () => store.exclusively(`outbox ${name}`, work), enter);
  await hold();
  if (session.username !== former) await membership.leaving.leaveAs(former);
}
