import type { ErrorCode } from '../../src/protocol/errors.ts';
import type { Limits } from '../../server/rooms/limits.ts';

/** What {@link Model} knows of a message. Nothing is ever forgotten: what is no longer kept is left out when it is asked for. */
interface ModelMessage {
  readonly text: string;
  readonly isEvent: boolean;
  /** Undefined until somebody has seen it. */
  stamp?: number;
}

interface ModelSent {
  readonly name: string;
  readonly id: string;
  readonly stamp: number;
  readonly at: number;
  readonly order: number;
  /** How many messages people had sent to the room with this one. */
  readonly count: number;
}

export interface ModelRoom {
  readonly epoch: string;
  readonly members: string[];
  /** Also those that are no longer kept. */
  readonly all: ModelMessage[];
  readonly sent: ModelSent[];
}

interface ModelClaim {
  readonly key: string | undefined;
  heardAt: number;
  /** When its holder timed out: from then on it is only kept. */
  lostAt?: number;
  order: number;
}

/** How many messages of the system a room keeps. */
const EVENTS = 20;

/**
 * The rules told naively: lists that are walked, nothing indexed, nothing dropped early. It takes stamps, ids and
 * epochs from the rules that are tested, and says what they may do. Times are seconds of the monotonic clock.
 */
export class Model {
  readonly rooms = new Map<string, ModelRoom>();
  readonly claims = new Map<string, ModelClaim>();
  now = 0;
  /** Who is in which room, in the order of joining. */
  readonly #joined: [name: string, room: string][] = [];
  /** What was sent under ids that were forgotten because there were too many in all. */
  readonly #pushedOut = new Set<ModelSent>();
  #order = 0;
  readonly #limits: Limits;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Where in `all` the newest lost message of a person is, or -1: nothing before it is kept. */
  lostIndex({ all }: ModelRoom): number {
    return indexesOf(all, false).at(-this.#limits.history - 1) ?? -1;
  }

  /** Where in `all` is what the room keeps. */
  keptIndexes(room: ModelRoom): number[] {
    const [said, events] = [indexesOf(room.all, false), indexesOf(room.all, true)];
    const lost = this.lostIndex(room);
    return [...said, ...events.slice(-EVENTS)].filter((index) => index > lost).toSorted((a, b) => a - b);
  }

  roomsOf(name: string): string[] {
    return this.#joined.filter(([who]) => who === name).map(([, room]) => room);
  }

  /** Takes out who is silent, and frees the names that are kept no longer. */
  timeOut(): void {
    const silent = [...this.claims].filter(
      ([, claim]) => claim.lostAt === undefined && claim.heardAt <= this.now - this.#limits.presenceTimeout,
    ).toSorted(([, a], [, b]) => a.order - b.order);
    for (const [name, claim] of silent) {
      for (const room of this.roomsOf(name)) this.#remove(name, room, `${name} timed out`);
      if (claim.key === undefined) this.claims.delete(name);
      else Object.assign(claim, { lostAt: this.now, order: this.#order++ });
    }
    const kept = [...this.claims].filter(([, claim]) => claim.lostAt !== undefined)
      .toSorted(([, a], [, b]) => a.order - b.order);
    kept.forEach(([name, { lostAt = 0 }], index) => {
      const isOver = this.now >= lostAt + this.#limits.keptNameSeconds;
      if (isOver || index < kept.length - this.#limits.maxKeptNames) this.claims.delete(name);
    });
  }

  /** Why somebody may not join. Who asks with the right key is heard of by asking, here and below. */
  mayJoin(name: string, room: string, key: string | undefined): ErrorCode | undefined {
    if (this.#isTaken(name, key)) return 'name_taken';
    this.hear(name);
    return this.#mayEnter(name, room);
  }

  join(name: string, room: string, key: string | undefined, epoch: string): void {
    if (this.rooms.get(room)?.members.includes(name)) return;
    this.#enter(name, room, key, epoch);
  }

  mayLeave(name: string, room: string, key: string | undefined): ErrorCode | undefined {
    if (this.#isTaken(name, key)) return 'name_taken';
    this.hear(name);
    return this.rooms.get(room)?.members.includes(name) ? undefined : 'room_not_found';
  }

  leave(name: string, room: string): void {
    this.#remove(name, room, `${name} left the room`);
    if (this.roomsOf(name).length === 0) this.claims.delete(name);
  }

  maySend(name: string, room: string, key: string | undefined, epoch: string | undefined, id: string | undefined): ErrorCode | undefined {
    if (this.#isTaken(name, key)) return 'name_taken';
    this.hear(name);
    const found = this.rooms.get(room);
    if (!found) return 'room_not_found';
    if (epoch !== undefined && epoch !== found.epoch) return 'room_changed';
    if (id !== undefined && this.remembered(name, room, id) !== undefined) return undefined;
    return epoch !== undefined && !found.members.includes(name) ? 'room_not_found' : this.#mayEnter(name, room);
  }

  /** The stamp of what was sent under an id that is not forgotten. */
  remembered(name: string, room: string, id: string): number | undefined {
    const own = new Set(this.rooms.get(room)?.sent);
    return this.#inMemory().find((one) => own.has(one) && one.name === name && one.id === id)?.stamp;
  }

  /** Oldest first. */
  #inMemory(): ModelSent[] {
    const { idMemoryPerRoom, idMemorySeconds } = this.#limits;
    return [...this.rooms.values()].flatMap(({ all, sent }) => sent.filter((one) =>
      !this.#pushedOut.has(one) && this.now < one.at + idMemorySeconds && saidCount(all) - one.count < idMemoryPerRoom))
      .toSorted((a, b) => a.order - b.order);
  }

  send(name: string, room: string, text: string, key: string | undefined, sent: { id: string | undefined; stamp: number }): void {
    const found = this.rooms.get(room);
    if (!found) throw new Error(`Failed to send: the model has no room ${room}.`);
    if (!found.members.includes(name)) this.#enter(name, room, key, found.epoch);
    found.all.push({ text: `${name}: ${text}`, isEvent: false, stamp: sent.stamp });
    if (sent.id === undefined) return;
    const { id, stamp } = sent;
    found.sent.push({ name, id, stamp, at: this.now, order: this.#order++, count: saidCount(found.all) });
    // For good: also where there is room again later, because a room with newer ids is gone.
    for (const old of this.#inMemory().slice(0, -this.#limits.idMemory)) this.#pushedOut.add(old);
  }

  hear(name: string): void {
    const claim = this.claims.get(name);
    if (claim && claim.lostAt === undefined) Object.assign(claim, { heardAt: this.now, order: this.#order++ });
  }

  #isTaken(name: string, key: string | undefined): boolean {
    const claim = this.claims.get(name);
    if (claim?.key !== undefined && claim.key !== key) return true;
    const isNew = claim === undefined || claim.lostAt !== undefined;
    return isNew && [...this.claims].some(([other, { key: held }]) =>
      other !== name && other.toLowerCase() === name.toLowerCase() && held !== key);
  }

  #mayEnter(name: string, room: string): ErrorCode | undefined {
    const found = this.rooms.get(room);
    if (found?.members.includes(name)) return undefined;
    if (this.roomsOf(name).length >= this.#limits.maxRoomsPerUser) return 'too_many_rooms';
    if (!found && this.rooms.size >= this.#limits.maxRooms) return 'server_full';
    if (found && found.members.length >= this.#limits.maxMembers) return 'room_full';
    return this.roomsOf(name).length === 0 && this.#present().length >= this.#limits.maxNames ? 'server_full' : undefined;
  }

  #enter(name: string, room: string, key: string | undefined, epoch: string): void {
    const claim = this.claims.get(name);
    if (!claim || claim.lostAt !== undefined) {
      this.claims.set(name, { key, heardAt: this.now, order: this.#order++ });
    }
    const kept = [...this.claims].filter(([, { lostAt }]) => lostAt !== undefined).toSorted(([, a], [, b]) => a.order - b.order);
    const tooMany = Math.max(0, this.claims.size - this.#limits.maxNames);
    for (const [oldest] of kept.slice(0, tooMany)) this.claims.delete(oldest);
    const found = this.rooms.get(room) ?? { epoch, members: [], all: [], sent: [] };
    this.rooms.set(room, found);
    found.members.push(name);
    this.#joined.push([name, room]);
    found.all.push({ text: `${name} joined the room`, isEvent: true });
  }

  #remove(name: string, room: string, text: string): void {
    const found = this.rooms.get(room);
    if (!found) return;
    found.members.splice(found.members.indexOf(name), 1);
    this.#joined.splice(this.#joined.findIndex(([who, where]) => who === name && where === room), 1);
    if (found.members.length === 0) this.rooms.delete(room);
    else found.all.push({ text, isEvent: true });
  }

  #present(): string[] {
    return [...this.claims].flatMap(([name, { lostAt }]) => (lostAt === undefined ? [name] : []));
  }
}

function indexesOf(all: readonly ModelMessage[], isEvent: boolean): number[] {
  return all.flatMap((message, index) => (message.isEvent === isEvent ? [index] : []));
}

function saidCount(all: readonly ModelMessage[]): number {
  return indexesOf(all, false).length;
}
