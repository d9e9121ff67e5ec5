import type { ChatRoom } from '../chat/room.ts';

/** What screen readers are told: what others write in the open room from the moment it is open, and nothing older. */
export class Announcements {
  #room: ChatRoom | undefined;
  #known: ReadonlySet<string> | undefined;

  /** @returns what is new since the last call; undefined where that is nothing */
  next(room: ChatRoom | undefined, username: string): string | undefined {
    const entries = room?.timeline.entries ?? [];
    const isFirst = room !== this.#room || !this.#known || this.#known.size === 0;
    const added = isFirst ? [] : entries.filter(({ key }) => !this.#known?.has(key));
    if (isFirst || added.length > 0) this.#known = new Set(entries.map(({ key }) => key));
    this.#room = room;
    const said = added.flatMap((entry) =>
      entry.kind === 'message' && entry.writer !== username ? [`${entry.writer}: ${entry.text}`] : []);
    return said.length > 0 ? said.join('\n') : undefined;
  }
}
