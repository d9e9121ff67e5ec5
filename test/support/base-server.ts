import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The newest messages that a room keeps. */
const HISTORY = 50;

/** One microsecond in seconds. */
const TICK = 1e-6;

export interface BaseMessage {
  readonly type: 'message' | 'system';
  readonly username?: string;
  readonly message: string;
  readonly timestamp: number;
}

interface Room {
  readonly name: string;
  readonly members: Set<string>;
  messages: BaseMessage[];
}

interface Surroundings {
  /** Milliseconds since the Unix epoch. */
  readonly wallClock?: () => number;
  /** Called with each message that is stored. */
  readonly onStored?: (room: string, message: BaseMessage) => void;
}

type Fields = Readonly<Record<string, unknown>>;
type Call = (fields: Fields) => object;

/** The rules of a server that has the base part of the protocol alone, as the chat before Sala had them. */
export function baseCalls({ wallClock = Date.now, onStored }: Surroundings = {}): Record<string, Call> {
  const rooms = new Map<string, Room>();
  /** In the order of joining. */
  const roomsOf = new Map<string, Set<string>>();
  let last = 0;

  function say(room: Room, said: Omit<BaseMessage, 'timestamp'>): void {
    last = Math.max(wallClock() / 1_000, last + TICK);
    const message = { ...said, timestamp: last };
    room.messages = [...room.messages, message].slice(-HISTORY);
    onStored?.(room.name, message);
  }

  return {
    'POST /join'(fields) {
      const [name, username] = [text(fields, 'room'), text(fields, 'username')];
      const room = rooms.get(name) ?? { name, members: new Set(), messages: [] };
      rooms.set(name, room);
      room.members.add(username);
      roomsOf.set(username, (roomsOf.get(username) ?? new Set()).add(name));
      say(room, { type: 'system', message: `${username} entrou na sala` });
      return { status: 'success', message: `Você entrou na sala ${name}` };
    },
    'POST /leave'(fields) {
      const [name, username] = [text(fields, 'room'), text(fields, 'username')];
      const room = rooms.get(name);
      if (!room?.members.delete(username)) throw new Error('Você não está nesta sala');
      roomsOf.get(username)?.delete(name);
      say(room, { type: 'system', message: `${username} saiu da sala` });
      if (room.members.size === 0) rooms.delete(name);
      return { status: 'success', message: `Você saiu da sala ${name}` };
    },
    'POST /send'(fields) {
      const [username, message] = [text(fields, 'username'), text(fields, 'message')];
      const room = rooms.get(text(fields, 'room'));
      if (!room) throw new Error('Sala não encontrada');
      say(room, { type: 'message', username, message });
      return { status: 'success' };
    },
    'GET /receive'(fields) {
      const after = Number(fields['last_timestamp'] ?? 0);
      if (Number.isNaN(after)) throw new Error('last_timestamp inválido');
      const messages = rooms.get(text(fields, 'room'))?.messages ?? [];
      return { messages: messages.filter(({ timestamp }) => timestamp > after) };
    },
    'GET /user_rooms': (fields) => ({ rooms: [...(roomsOf.get(text(fields, 'username')) ?? [])] }),
  };
}

function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string' || value === '') throw new Error(`Falta o campo ${name}`);
  return value;
}

async function readFields(request: IncomingMessage, url: URL): Promise<Fields> {
  if (request.method === 'GET') return Object.fromEntries(url.searchParams);
  const body: unknown = JSON.parse(Buffer.concat(await request.toArray()).toString('utf8'));
  if (typeof body !== 'object' || body === null) throw new Error('JSON inválido');
  return body as Fields;
}

async function respond(calls: Record<string, Call>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://base');
  const call = calls[`${request.method} ${url.pathname}`];
  const preflight = request.method === 'OPTIONS' && (`POST ${url.pathname}` in calls || `GET ${url.pathname}` in calls);
  if (!call && !preflight) {
    response.writeHead(404, { 'Content-Type': 'text/html' }).end('<!doctype html><title>404 Not Found</title><h1>Not Found</h1>');
    return;
  }
  response.setHeader('Access-Control-Allow-Origin', '*');
  if (!call) {
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST, OPTIONS');
    response.setHeader('Access-Control-Allow-Headers', 'Content-Type');
    response.end();
    return;
  }
  const answer = await readFields(request, url).then(call).catch((error: unknown) => ({ status: 'error', message: (error as Error).message }));
  response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer));
}

/** A server with the base part of the protocol and nothing more, on this machine alone. Port 0 is any free one. */
export async function startBaseServer({ port = 0 } = {}): Promise<{ url: string; close(): Promise<void> }> {
  const calls = baseCalls();
  const server = createServer((request, response) => void respond(calls, request, response));
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}
