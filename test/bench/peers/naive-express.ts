// The base part of the protocol as one writes it in an afternoon, on Express with what its guides say: what Sala's
// server would be without care. Its times are the clock's, so that it loses messages that share a millisecond.
import type { AddressInfo } from 'node:net';
import express from 'express';
import { DIST } from '../../support/sala-server.ts';

const HISTORY = 50;

/** Longer than others take their turn. */
const KEEP_ALIVE_MS = 75_000;

interface Message {
  readonly type: 'message' | 'system';
  readonly username?: string;
  readonly message: string;
  readonly timestamp: number;
}

const rooms: Record<string, { members: string[]; messages: Message[] }> = {};

function say(name: string, message: Omit<Message, 'timestamp'>): void {
  const room = rooms[name];
  if (room) room.messages = [...room.messages, { ...message, timestamp: Date.now() / 1_000 }].slice(-HISTORY);
}

const app = express();
app.use((_request, response, next) => {
  response.header('Access-Control-Allow-Origin', '*');
  response.header('Access-Control-Allow-Headers', 'Content-Type');
  next();
});
app.use(express.json());
app.use(express.static(`${DIST}/page`));

app.post('/join', ({ body: { room, username } }, response) => {
  rooms[room] ??= { members: [], messages: [] };
  if (!rooms[room].members.includes(username)) rooms[room].members.push(username);
  say(room, { type: 'system', message: `${username} joined the room` });
  response.json({ status: 'success', message: `${username} joined the room ${room}` });
});

app.post('/leave', ({ body: { room, username } }, response) => {
  const left = rooms[room];
  if (!left) return response.json({ status: 'error', message: 'There is no such room.' });
  left.members = left.members.filter((member) => member !== username);
  say(room, { type: 'system', message: `${username} left the room` });
  if (left.members.length === 0) delete rooms[room];
  return response.json({ status: 'success', message: `${username} left the room ${room}` });
});

app.post('/send', ({ body: { room, username, message } }, response) => {
  if (!rooms[room]) return response.json({ status: 'error', message: 'There is no such room.' });
  say(room, { type: 'message', username, message });
  return response.json({ status: 'success' });
});

app.get('/receive', ({ query }, response) => {
  const after = Number(query['last_timestamp'] ?? 0);
  const messages = rooms[query['room'] as string]?.messages ?? [];
  response.json({ messages: messages.filter(({ timestamp }) => timestamp > after) });
});

app.get('/user_rooms', ({ query }, response) => {
  const mine = Object.entries(rooms).filter(([, { members }]) => members.includes(query['username'] as string));
  response.json({ rooms: mine.map(([name]) => name) });
});

const server = app.listen(0, '127.0.0.1', () => {
  console.log(`http://localhost:${(server.address() as AddressInfo).port}`);
});
server.keepAliveTimeout = KEEP_ALIVE_MS;
