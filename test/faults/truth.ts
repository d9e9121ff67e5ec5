import type { Message } from '../../src/protocol/messages.ts';
import type { Stored } from '../support/in-process.ts';

/** One incarnation of a room, with all that was ever stored in it. */
export interface Incarnation {
  readonly epoch: string;
  /** In the server's order. */
  readonly messages: Message[];
}

/** Where a message is in the talk of a room. */
export interface Place {
  /** Which incarnation. */
  readonly incarnation: number;
  /** Which of its messages. */
  readonly index: number;
}

/** What a server really stored, also of what it keeps no longer. */
export class Truth {
  readonly #rooms = new Map<string, Incarnation[]>();
  /** Every message by its room and its time, of which there may be more than one: clocks are set back. */
  readonly #places = new Map<string, Place[]>();

  note({ room, epoch, message }: Stored): void {
    const incarnations = this.of(room);
    this.#rooms.set(room, incarnations);
    if (incarnations.at(-1)?.epoch !== epoch) incarnations.push({ epoch, messages: [] });
    const messages = incarnations.at(-1)?.messages ?? [];
    const time = `${message.timestamp} ${room}`;
    const place = { incarnation: incarnations.length - 1, index: messages.push(message) - 1 };
    this.#places.set(time, [...(this.#places.get(time) ?? []), place]);
  }

  /** In the order in which they were made. */
  of(room: string): Incarnation[] {
    return this.#rooms.get(room) ?? [];
  }

  at(room: string, { incarnation, index }: Place): Message | undefined {
    return this.of(room)[incarnation]?.messages[index];
  }

  /** Where a message with this time and text is; undefined where none was stored. */
  find(room: string, timestamp: number, text: string): Place | undefined {
    return this.#places.get(`${timestamp} ${room}`)?.find((place) => this.at(room, place)?.message === text);
  }

  has(room: string, text: string): boolean {
    return this.of(room).some(({ messages }) => messages.some(({ message }) => message === text));
  }

  /** How many messages of people were stored. */
  get accepted(): number {
    return Array.from(this.#rooms.values()).flat().flatMap(({ messages }) => messages).filter(({ type }) => type === 'message').length;
  }
}
