import type { Account, Change, KeptEntry, KeptPending, KeptRoom } from './kept.ts';

/** A server on which somebody has a name. */
export interface KnownServer {
  readonly base: string;
  readonly username: string;
  /** How many rooms they are in. */
  readonly rooms: number;
}

export interface Amount {
  readonly rooms: number;
  /** What people wrote, and what happened in the rooms. */
  readonly entries: number;
}

/** Names a window among those of a browser, until it is given back. */
export interface WindowId {
  readonly id: string;
  giveBack(): void;
}

/** What this device keeps: for each server what somebody has there, and which server was chosen. */
export interface Device {
  /** The server that was chosen last. */
  server(): Promise<string | undefined>;
  /** The one that was chosen before it. */
  formerServer(): Promise<string | undefined>;
  keepServer(base: string): Promise<void>;
  /** In the order of their addresses. */
  servers(): Promise<readonly KnownServer[]>;
  /** What is kept for a server. Each window takes one of its own. */
  store(server: string): ServerStore;
  /** How much is kept, for all servers. */
  amount(): Promise<Amount>;
  /** Deletes what is kept for a server, as if one had never been there. @returns whether that could be done */
  forget(server: string): Promise<boolean>;
  /** Deletes all that is kept. @returns whether that could be done */
  forgetAll(): Promise<boolean>;
}

/**
 * What a device keeps for one server, shared by all windows of a browser. Nothing here fails: what cannot be kept is
 * not, and what cannot be read is not there.
 */
export interface ServerStore {
  account(): Promise<Account | undefined>;
  keepAccount(account: Account): Promise<void>;
  /** Keeps an account under another name, and tells other windows. */
  renameAccount(account: Account): Promise<void>;

  /** In the order in which they were opened. */
  rooms(): Promise<readonly KeptRoom[]>;
  room(name: string): Promise<KeptRoom | undefined>;
  openRoom(room: KeptRoom): Promise<void>;
  /**
   * Merges what was received into a room that is kept, at once with what it says of the room. Entries that are kept
   * already stay as they are; a gap that was filled by another window is none.
   */
  keepRoom(room: KeptRoom, added: readonly KeptEntry[]): Promise<void>;
  /**
   * Throws a room away, with its entries and what is pending in it. Its draft stays: nobody has thrown it away. Where
   * other messages are pending than those that were given up, the room stays for them as one that was left.
   *
   * @param given the ids of pending messages
   * @param leftAt milliseconds: when its leaving began
   * @returns whether the room is gone
   */
  closeRoom(name: string, given: readonly string[], leftAt: number): Promise<boolean>;

  /** The newest entries, or the newest before one, in order; `count` at most. */
  entries(room: string, count: number, before?: KeptEntry): Promise<readonly KeptEntry[]>;

  /** In the order of writing; undefined where that cannot be read. */
  pending(room: string): Promise<readonly KeptPending[] | undefined>;
  /** @returns whether it is kept */
  addPending(room: string, pending: KeptPending): Promise<boolean>;
  /** Changes a message that is still pending. */
  changePending(room: string, id: string, change: Partial<KeptPending>): Promise<void>;
  removePending(room: string, ids: readonly string[]): Promise<void>;

  draft(room: string): Promise<string>;
  keepDraft(room: string, text: string): Promise<void>;

  /** Does something while no other window does something of the same name. */
  exclusively(name: string, work: () => Promise<void>): Promise<void>;
  /** Calls back when another window has changed something. */
  onChange(listener: (change: Change) => void): void;
  /** Ends the callbacks. */
  close(): void;
}
