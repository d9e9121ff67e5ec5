import type { ServerStore } from '../storage/device.ts';
import type { Change, KeptRoom } from '../storage/kept.ts';
import { KEPT_ENTRIES } from '../storage/merge.ts';
import type { Membership } from './membership.ts';
import type { Outbox } from './outbox.ts';
import { ChatRoom } from './room.ts';
import type { Entry } from './timeline.ts';

/** So many entries of a room are loaded at a time. */
const LOADED_ENTRIES = 100;

/** So often more of them are loaded at the start, of all rooms together, to count what is unread. */
const LOADED_FOR_UNREAD = 50;

/** What the archive needs of the session that it belongs to. */
export interface Owner {
  username: string;
  readonly membership: Membership;
  readonly outbox: Outbox;
  /** Whether somebody looks at a room. */
  isHeld(room: ChatRoom): boolean;
  /** Notes that what is in a room was read. */
  read(room: ChatRoom): void;
  /** Asks the server anew. */
  doubt(): void;
  changed(): void;
}

/**
 * Brings rooms and what the device keeps of them together: at the start, in between, and when another window of this
 * browser has received, sent, joined or left something.
 */
export class Archive {
  readonly #store: ServerStore;
  readonly #owner: Owner;
  #toLoad = LOADED_FOR_UNREAD;

  constructor(store: ServerStore, owner: Owner) {
    this.#store = store;
    this.#owner = owner;
  }

  /** Takes up all rooms that are kept, and from now on what other windows do. */
  async open(): Promise<void> {
    this.#store.onChange((change) => void this.#hear(change));
    const rooms = await this.#store.rooms();
    for (const room of await Promise.all(rooms.map((kept) => this.#recall(kept)))) this.#owner.membership.add(room);
  }

  /** Keeps what has come to be in a room. */
  keep(room: ChatRoom, added: readonly Entry[]): void {
    void this.#store.keepRoom(room.toKeep(), added);
  }

  /** Loads older messages of a room, as far as they are kept. */
  async loadEarlier(room: ChatRoom): Promise<void> {
    const earlier = await this.#store.entries(room.name, LOADED_ENTRIES, room.timeline.entries[0]);
    room.hasEarlier = earlier.length === LOADED_ENTRIES;
    room.timeline.take(earlier);
    room.count(this.#owner.username);
  }

  /** Takes in all that is kept of a room: other windows may have received what this one has not. */
  async pull(room: ChatRoom): Promise<void> {
    const kept = await this.#store.room(room.name);
    if (!kept) return;
    room.take(kept, await this.#store.entries(room.name, KEPT_ENTRIES));
    room.hasEarlier = false;
    this.#show(room);
  }

  /** A room with its last entries, and further back until all that is unread is there, or far too much is. */
  async #recall(kept: KeptRoom): Promise<ChatRoom> {
    const room = new ChatRoom(kept.name, kept.openedAt);
    const [entries, pending, draft] = await Promise.all([
      this.#store.entries(kept.name, LOADED_ENTRIES), this.#store.pending(kept.name), this.#store.draft(kept.name),
    ]);
    room.take(kept, entries);
    room.takePending(pending);
    room.draft = draft;
    if (kept.wasLeft) room.failure = { kind: 'left' };
    room.hasEarlier = entries.length === LOADED_ENTRIES;
    while (room.hasEarlier && room.isUnreadFromStart && this.#toLoad-- > 0) await this.loadEarlier(room);
    room.count(this.#owner.username);
    this.#forgetDelivered(room);
    return room;
  }

  /** The page was closed, or another window heard the answer, between a message's arrival and this note of it. */
  #forgetDelivered(room: ChatRoom): void {
    const delivered = room.delivered(this.#owner.username);
    if (delivered.length === 0) return;
    room.discard(...delivered);
    void this.#store.removePending(room.name, delivered);
  }

  async #hear(change: Change): Promise<void> {
    if (change.what === 'renamed') return this.#goByAnotherName();
    const { what, room: name } = change;
    const { membership, outbox, username } = this.#owner;
    // Who has not said a name in this window is nobody here yet.
    if (username === '') return;
    const room = membership.find(name);
    if (!room) {
      if (what === 'opened') await this.#open(name);
    } else if (change.what === 'closed') {
      await membership.leaving.closedElsewhere(room, change.leftAt);
    } else if (what === 'received') {
      room.hearOf(change.kept, change.added);
      this.#show(room);
    } else if (what === 'pending') {
      room.takePending(await this.#store.pending(name));
      this.#forgetDelivered(room);
      void outbox.deliver(room);
    } else if (what === 'draft' && !this.#owner.isHeld(room)) {
      room.draft = await this.#store.draft(name);
    }
    this.#owner.changed();
  }

  /** Another window has seen to it that server and device know. */
  async #goByAnotherName(): Promise<void> {
    const account = await this.#store.account();
    if (!account || this.#owner.username === '') return;
    this.#owner.username = account.username;
    this.#owner.membership.renamed();
    this.#owner.doubt();
  }

  #show(room: ChatRoom): void {
    this.#forgetDelivered(room);
    if (this.#owner.isHeld(room)) this.#owner.read(room);
    room.count(this.#owner.username);
  }

  async #open(name: string): Promise<void> {
    const kept = await this.#store.room(name);
    const room = kept && (await this.#recall(kept));
    if (room && !this.#owner.membership.find(name)) this.#owner.membership.add(room);
  }
}
