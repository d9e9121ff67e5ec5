import type { ServerClient } from '../api/client.ts';
import type { Clock } from './clock.ts';
import type { Outbox } from './outbox.ts';
import type { ChatRoom } from './room.ts';

/** What the membership needs of the session that it belongs to. */
export interface Host {
  readonly client: ServerClient;
  readonly username: string;
  readonly key: string | undefined;
  readonly active: ChatRoom | undefined;
  readonly clock: Clock;
  readonly outbox: Outbox;
  can(feature: string): boolean;
  receiveNow(room: ChatRoom, signal: AbortSignal): Promise<void>;
  /** Whether a room has a poll of its own. */
  isHeld(room: ChatRoom): boolean;
  activate(name: string | undefined): void;
  keepAccount(): void;
  /** Notes the name that the server has one go by. */
  goBy(username: string): void;
  changed(): void;
}
