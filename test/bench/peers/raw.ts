// The base part of the protocol, and polls that are held, on `node:http` with nothing between: what Sala's server is
// measured against. As fast as it can be written, and with the same promises of order (no two messages share a time); it
// checks nothing.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const HISTORY = 50;
const MICROSECONDS = 1_000_000;

/** Longer than others take their turn. */
const KEEP_ALIVE_MS = 75_000;

interface Room {
  readonly members: Set<string>;
  readonly kept: { readonly micros: number; readonly json: string }[];
  newest: number;
  /** Those who wait for what is newer. */
  readonly waiting: Set<ServerResponse>;
}

const HEADERS = ['Content-Type', 'application/json; charset=utf-8', 'Access-Control-Allow-Origin', '*'];
const NOTHING = '{"messages":[]}';

const rooms = new Map<string, Room>();
/** In the order of joining, and as JSON. */
const roomsOf = new Map<string, { readonly names: Set<string>; json: string }>();
let last = 0;

function respond(response: ServerResponse, body: string): void {
  response.writeHead(200, [...HEADERS, 'Content-Length', String(Buffer.byteLength(body))]);
  response.end(body);
}

function keep(room: Room, message: object): void {
  last = Math.max(Date.now() * 1_000, last + 1);
  room.kept.push({ micros: last, json: JSON.stringify({ ...message, timestamp: last / MICROSECONDS }) });
  if (room.kept.length > HISTORY) room.kept.shift();
  room.newest = last;
  if (room.waiting.size === 0) return;
  const body = `{"messages":[${room.kept.at(-1)?.json}]}`;
  for (const response of room.waiting) respond(response, body);
  room.waiting.clear();
}

/** Without an end: those who ask here go on until there is news. */
function hold(response: ServerResponse, { waiting }: Room): void {
  waiting.add(response);
  response.on('close', () => waiting.delete(response));
}

/** A field of a query, without making an object of all of them. */
function field(query: string, name: string): string {
  const start = query.startsWith(`${name}=`) ? 0 : query.indexOf(`&${name}=`) + 1;
  if (start === 0 && !query.startsWith(`${name}=`)) return '';
  const end = query.indexOf('&', start);
  const text = query.slice(start + name.length + 1, end < 0 ? undefined : end);
  return text.includes('%') ? decodeURIComponent(text) : text;
}

function receive(response: ServerResponse, query: string): void {
  const room = rooms.get(field(query, 'room'));
  const micros = Math.round(Number(field(query, 'last_timestamp')) * MICROSECONDS);
  if (room && room.newest <= micros && Number(field(query, 'wait')) > 0) return hold(response, room);
  if (!room || room.newest <= micros) return respond(response, NOTHING);
  let start = room.kept.length;
  while (start > 0 && (room.kept[start - 1]?.micros ?? 0) > micros) start--;
  respond(response, `{"messages":[${room.kept.slice(start).map(({ json }) => json).join(',')}]}`);
}

function change(path: string, { room: name, username, message }: Record<string, string>): string {
  if (name === undefined || username === undefined) return '{"status":"error"}';
  const known = roomsOf.get(username) ?? { names: new Set<string>(), json: '' };
  if (path === '/join') {
    const room = rooms.get(name) ?? { members: new Set(), kept: [], newest: 0, waiting: new Set() };
    rooms.set(name, room);
    room.members.add(username);
    known.names.add(name);
    keep(room, { type: 'system', message: `${username} joined the room` });
  } else {
    const room = rooms.get(name);
    if (!room) return '{"status":"error"}';
    if (path === '/send') keep(room, { type: 'message', username, message });
    else {
      room.members.delete(username);
      known.names.delete(name);
      if (room.members.size === 0) rooms.delete(name);
      else keep(room, { type: 'system', message: `${username} left the room` });
    }
  }
  if (path !== '/send') roomsOf.set(username, { names: known.names, json: JSON.stringify({ rooms: [...known.names] }) });
  return '{"status":"success"}';
}

function handle(request: IncomingMessage, response: ServerResponse): void {
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  if (path === '/receive') return receive(response, url.slice(mark + 1));
  if (path === '/user_rooms') {
    return respond(response, roomsOf.get(field(url.slice(mark + 1), 'username'))?.json ?? '{"rooms":[]}');
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => respond(response, change(path, JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, string>)));
}

const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, handle);
server.listen(0, '127.0.0.1', () => console.log(`http://localhost:${(server.address() as AddressInfo).port}`));
