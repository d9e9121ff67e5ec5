import type { ServerStore } from '../storage/device.ts';
import { isNoMember, isRefused } from './failure.ts';
import type { Host } from './host.ts';
import type { Membership } from './membership.ts';
import type { ChatRoom } from './room.ts';

/**
 * Leaves rooms, and sees to it that who has left is out: what another window or a join that was on its way does
 * meanwhile leads nobody back. What is not sent in a room that was left elsewhere stays until its writer decides.
 */
export class Leaving {
  readonly #session: Host;
  readonly #store: ServerStore;
  readonly #membership: Membership;
  /** Rooms whose leaving the server was asked for. */
  readonly #leaving = new WeakSet<ChatRoom>();
  /** Names of rooms that the user left and this client has entered since, as a leave and a join overlapped. */
  readonly #unwanted = new Set<string>();

  constructor(session: Host, store: ServerStore, membership: Membership) {
    this.#session = session;
    this.#store = store;
    this.#membership = membership;
  }

  /** Notes that the user wants to be in a room. */
  want(name: string): void {
    this.#unwanted.delete(name);
  }

  isUnwanted(name: string): boolean {
    return this.#unwanted.has(name);
  }

  /**
   * Closes a room, and throws away what the device has of it. What another window has written into it since stays, and
   * says that it was not sent.
   *
   * @param given the ids of pending messages that the user gives up
   * @param leftAt milliseconds: when leaving began
   */
  async close(room: ChatRoom, given = idsOf(room), leftAt = this.#session.clock.now()): Promise<void> {
    if (await this.#store.closeRoom(room.name, given, leftAt)) this.#membership.drop(room);
    else await this.#keepUnsent(room);
  }

  /** Another window has left a room. */
  async closedElsewhere(room: ChatRoom, leftAt: number): Promise<void> {
    // The server may have had that leave before the join of this window.
    if (room.enteredAt > leftAt) void this.leaveAgain(room.name);
    await this.#keepUnsent(room);
  }

  /** Keeps a room that was left for what is not sent in it; without such it goes. */
  async #keepUnsent(room: ChatRoom): Promise<void> {
    room.takePending(await this.#store.pending(room.name));
    if (room.pending.every(({ state }) => state === 'sent')) return this.#membership.drop(room);
    // The window that left the room may have thrown it away before this one wrote.
    await this.#store.openRoom({ ...room.toKeep(), wasLeft: true });
    await this.#store.keepRoom({ ...room.toKeep(), wasLeft: true }, room.timeline.received);
    this.#failAsLeft(room);
  }

  /** @throws what `ServerClient` does, but not where the room was left already */
  async leave(room: ChatRoom): Promise<void> {
    const { client, username, key } = this.#session;
    const [given, leftAt] = [idsOf(room), this.#session.clock.now()];
    this.#leaving.add(room);
    try {
      // One that was left on another device is not there to be left. One that could not be entered may yet be.
      if (room.failure?.kind === 'blocked') this.#unwanted.add(room.name);
      else if (room.failure?.kind !== 'left') await this.#membership.change(() => client.leave({ room: room.name, username }, key));
    } catch (error) {
      // Where the name is somebody else's by now, one is in none of its rooms.
      if (!isNoMember(error) && !isRefused(error, 'name_taken')) {
        this.#leaving.delete(room);
        throw error;
      }
    }
    await this.close(room, given, leftAt);
    this.#leaving.delete(room);
  }

  /** Leaves a room that was entered while the user left it. Where that fails, the next list of rooms leads here again. */
  async leaveAgain(room: string): Promise<void> {
    const { client, username, key } = this.#session;
    this.#unwanted.add(room);
    try {
      await this.#membership.change(() => client.leave({ room, username }, key));
      this.#unwanted.delete(room);
    } catch (error) {
      if (isNoMember(error)) this.#unwanted.delete(room);
    }
  }

  /** Takes a name that is no longer one's own out of rooms. Where that fails, the server does it when it has been silent. */
  async leaveAs(username: string, rooms: readonly ChatRoom[] = this.#membership.rooms): Promise<void> {
    const { client, key } = this.#session;
    await Promise.allSettled(rooms.map((room) => client.leave({ room: room.name, username }, key)));
  }

  isWanted(room: ChatRoom): boolean {
    return this.#membership.rooms.includes(room) && !this.#leaving.has(room);
  }

  /** A room that was left on another device goes from here as well, unless something that was written waits in it. */
  async closeLeft(room: ChatRoom): Promise<void> {
    if (room.pending.every(({ state }) => state === 'sent')) return this.close(room);
    this.#failAsLeft(room);
  }

  #failAsLeft(room: ChatRoom): void {
    const failure = { kind: 'left' } as const;
    room.failure = failure;
    void this.#store.keepRoom(room.toKeep(), []);
    for (const { id, state } of room.pending) {
      if (state === 'sent') continue;
      room.update(id, { state: 'failed', failure });
      void this.#store.changePending(room.name, id, { state: 'failed', failure });
    }
    this.#session.changed();
  }
}

function idsOf({ pending }: ChatRoom): string[] {
  return pending.map(({ id }) => id);
}
