import { call, post, queryOf, type Answer, type Body, type WireMessage } from './http.ts';

/** An answer that says that something went wrong, thrown by the verbs of a {@link Person}. */
export class ServerRefused extends Error {
  override readonly name = 'ServerRefused';
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`The server answered ${answer.httpStatus}: ${answer.text}`);
    this.answer = answer;
  }
}

export interface Sending {
  readonly id?: string;
  readonly epoch?: string;
  /** The room last joined if left out. */
  readonly to?: string;
}

export interface Receiving {
  /** The room last joined if left out. */
  readonly from?: string;
  /** The newest time that this person has received from the room if left out. */
  readonly since?: number;
  readonly epoch?: string;
  /** Seconds. */
  readonly wait?: number;
  /** Whether the request says who is asking. */
  readonly named?: boolean;
  readonly signal?: AbortSignal;
}

export interface Received {
  readonly messages: readonly WireMessage[];
  readonly epoch?: string;
  readonly gap?: boolean;
  readonly more?: boolean;
}

/** Somebody who chats, in the words of the product. What the server refuses is thrown. */
export class Person {
  readonly name: string;
  readonly #url: string;
  readonly #key: string | undefined;
  readonly #newest = new Map<string, number>();
  #room = 'lobby';

  constructor(url: string, name: string, key?: string) {
    this.#url = url;
    this.name = name;
    this.#key = key;
  }

  async joins(room: string): Promise<Body> {
    const joined = await this.#post('/join', { room, username: this.name });
    this.#room = room;
    return joined;
  }

  leaves(room = this.#room): Promise<Body> {
    return this.#post('/leave', { room, username: this.name });
  }

  sends(message: string, { to = this.#room, ...rest }: Sending = {}): Promise<Body> {
    return this.#post('/send', { room: to, username: this.name, message, ...rest });
  }

  /** What is new, of which the next call knows. */
  async receives(how: Receiving = {}): Promise<Received> {
    const { from: room = this.#room, since, epoch, wait, named, signal } = how;
    const newest = this.#newest.get(room) ?? 0;
    const query = queryOf({
      room, last_timestamp: since ?? newest, epoch, wait, username: named ? this.name : undefined,
    });
    const received = await this.#get(`/receive?${query}`, signal);
    const messages = received.messages ?? [];
    this.#newest.set(room, Math.max(newest, ...messages.map(({ timestamp }) => timestamp)));
    return { ...received, messages };
  }

  /** The texts of what is new. */
  async reads(how: Receiving = {}): Promise<string[]> {
    const { messages } = await this.receives(how);
    return messages.map(({ message }) => message);
  }

  /** What people wrote, of all that the room still has. */
  async readsAgain(room = this.#room): Promise<string[]> {
    const { messages } = await this.receives({ from: room, since: 0 });
    return messages.filter(({ type }) => type === 'message').map(({ message }) => message);
  }

  async isIn(): Promise<readonly string[]> {
    return (await this.asksForRooms()).rooms ?? [];
  }

  asksForRooms(): Promise<Body> {
    return this.#get(`/user_rooms?${queryOf({ username: this.name })}`);
  }

  async seesPeople(room = this.#room): Promise<readonly string[]> {
    return (await this.#get(`/people?${queryOf({ room })}`)).people ?? [];
  }

  async #get(path: string, signal?: AbortSignal): Promise<Body> {
    return successOf(await call(this.#url + path, signal ? { signal } : {}));
  }

  async #post(path: string, body: object): Promise<Body> {
    const headers: Record<string, string> = this.#key === undefined ? {} : { Authorization: `Bearer ${this.#key}` };
    return successOf(await post(this.#url + path, body, headers));
  }
}

function successOf(answer: Answer): Body {
  if (answer.httpStatus !== 200) throw new ServerRefused(answer);
  return answer.body;
}
