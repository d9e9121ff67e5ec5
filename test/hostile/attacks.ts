// What the server is attacked with: each runs until its time is up, on loopback, and says what it did.
import { connect, type Socket } from 'node:net';
import { Asker, HOST } from './asker.ts';

/** How often an attack did what. */
export type Did = Record<string, number>;

/** @param end when it has to be over, in milliseconds of `performance.now()` */
export type Attack = (port: number, end: number) => Promise<Did>;

/** Three bytes each in UTF-8, as many as a message may have. */
const LONGEST_TEXT = '€'.repeat(4_000);

/** Normalising it costs time that grows with the square of its length. */
const COSTLY_NAME = '\u0301\u0316'.repeat(16_000);

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: sala\r\n\r\n`;

/** Calls back when a connection has ended, or the time is up; then it is closed. */
function lasts(socket: Socket, end: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.destroy(), Math.max(0, end - performance.now()));
    socket.on('error', () => {});
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** The milliseconds after which an attacker tries again, so that closing its connections is not its only load. */
const AGAIN_MS = 20;

const pause = (ms = AGAIN_MS) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Opens connections again and again, so many at a time, for as long as the attack lasts. */
async function floods(port: number, end: number, count: number, onOpen: (socket: Socket) => void, lastsMs = 2_000): Promise<Did> {
  let connections = 0;
  await Promise.all(Array.from({ length: count }, async () => {
    while (performance.now() < end) {
      const socket = connect(port, HOST);
      connections++;
      socket.once('connect', () => onOpen(socket));
      await lasts(socket, Math.min(end, performance.now() + lastsMs));
      await pause();
    }
  }));
  return { connections };
}

/** Asks something, and resolves once it was answered. */
type Ask = (path: string, json?: object) => Promise<void>;

/** So many ask at a time, each what comes next until the time is up. @returns how often they got which status */
async function askAll(port: number, end: number, count: number, next: (ask: Ask, turn: number, who: number) => Promise<void>): Promise<Did> {
  const did: Did = {};
  await Promise.all(Array.from({ length: count }, async (_, who) => {
    const asker = new Asker(port);
    const ask: Ask = async (path, json) => {
      const { status } = await asker.ask(path, json);
      did[status] = (did[status] ?? 0) + 1;
    };
    for (let turn = 0; performance.now() < end; turn++) await next(ask, turn, who);
    asker.close();
  }));
  return did;
}

/** A room that has as much in it as a room may. */
async function fullRoom(port: number, room: string): Promise<void> {
  const asker = new Asker(port);
  await asker.ask('/join', { room, username: 'mallory' });
  for (let i = 0; i < 50; i++) await asker.ask('/send', { room, username: 'mallory', message: LONGEST_TEXT });
  asker.close();
}

async function pipelinedPolls(port: number, end: number): Promise<Did> {
  await fullRoom(port, 'pipelined');
  const requests = get('/receive?room=pipelined&last_timestamp=0').repeat(1_400);
  return floods(port, end, 16, (socket) => socket.pause().write(requests));
}

const pipelinedLongPolls: Attack = (port, end) => floods(port, end, 16, (socket) => {
  const poll = get('/receive?room=honest%200&last_timestamp=9999999999&username=honest%200%200&wait=25');
  socket.write(poll.repeat(50));
}, 200);

const costlyNames: Attack = (port, end) => askAll(port, end, 8, async (ask, turn) => {
  if (turn % 2 === 0) return ask('/join', { room: 'costly', username: COSTLY_NAME.slice(0, 15_000) });
  return ask(`/user_rooms?username=${encodeURIComponent(COSTLY_NAME.slice(0, 2_000))}`);
});

const fullRooms: Attack = (port, end) => askAll(port, end, 8, async (ask, turn, who) => {
  const room = `full ${who} ${Math.floor(turn / 50)}`;
  const username = `filler ${who} ${Math.floor(turn / 2_000)}`;
  if (turn % 50 === 0) await ask('/join', { room, username });
  await ask('/send', { room, username, message: LONGEST_TEXT });
});

const manyNames: Attack = (port, end) => askAll(port, end, 8, async (ask, turn, who) => {
  const username = `many ${who} ${turn}`;
  await ask('/join', { room: `names ${who} ${Math.floor(turn / 900)}`, username });
  await ask('/send', { room: `names ${who} ${Math.floor(turn / 900)}`, username, message: 'hi', id: `id-${who}-${turn}` });
});

/** A body of 400 MB, said beforehand or in chunks. */
async function endlessBodies(port: number, end: number): Promise<Did> {
  let megabytes = 0;
  const chunk = Buffer.alloc(65_536, 'x');
  const framed = Buffer.concat([Buffer.from('10000\r\n'), chunk, Buffer.from('\r\n')]);
  const { connections = 0 } = await floods(port, end, 8, (socket) => {
    const isChunked = Math.random() < 0.5;
    const length = isChunked ? 'Transfer-Encoding: chunked' : 'Content-Length: 400000000';
    socket.write(`POST /send HTTP/1.1\r\nHost: sala\r\nContent-Type: application/json\r\n${length}\r\n\r\n`);
    const write = (): void => {
      if (socket.destroyed || !socket.writable || socket.bytesWritten > 400_000_000) return;
      const hasRoom = socket.write(isChunked ? framed : chunk);
      if (hasRoom) setImmediate(write);
      else socket.once('drain', write);
    };
    socket.once('close', () => {
      megabytes += socket.bytesWritten / 1_000_000;
    });
    socket.resume();
    write();
  }, 5_000);
  return { connections, 'MB sent': Math.round(megabytes) };
}

const comingsAndGoings: Attack = (port, end) => askAll(port, end, 8, async (ask, turn, who) => {
  const body = { room: `honest ${who % 4}`, username: `coming ${who}` };
  await ask(turn % 2 === 0 ? '/join' : '/leave', body);
});

/** Headers that never end, a byte at a time. */
const slowHeaders: Attack = (port, end) => floods(port, end, 300, (socket) => {
  socket.write('GET /health HTTP/1.1\r\nHost: sala\r\nX-Slow: ');
  const drip = setInterval(() => socket.write('x'), 500);
  socket.once('close', () => clearInterval(drip));
}, 20_000);

async function unreadAnswers(port: number, end: number): Promise<Did> {
  await fullRoom(port, 'unread');
  return floods(port, end, 300, (socket) => socket.pause().write(get('/receive?room=unread&last_timestamp=0')), 40_000);
}

const GARBAGE = [
  '\0\0\0\0\0\0', 'GET', 'GET / HTTP/9.9\r\n\r\n', 'BREW / HTTP/1.1\r\nHost: sala\r\n\r\n', 'TRACE / HTTP/1.1\r\nHost: sala\r\n\r\n',
  'PUT / HTTP/1.1\r\nHost: sala\r\nContent-Length: 5\r\n\r\nhello', 'CONNECT sala:443 HTTP/1.1\r\nHost: sala\r\n\r\n',
  'GET /live HTTP/1.1\r\nHost: sala\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  `GET /health HTTP/1.1\r\nHost: sala\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`, `GET /${'x'.repeat(100_000)} HTTP/1.1\r\n\r\n`,
  'POST /join HTTP/1.1\r\nHost: sala\r\nContent-Length: -1\r\n\r\n', 'POST /join HTTP/1.1\r\nHost: sala\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  'GET http://[ HTTP/1.1\r\nHost: sala\r\n\r\n', 'OPTIONS * HTTP/1.1\r\nHost: sala\r\n\r\n', `GET /user_rooms?username=${'%'.repeat(5_000)} HTTP/1.1\r\nHost: sala\r\n\r\n`,
  `GET /receive?${'room=a&'.repeat(1_500)} HTTP/1.1\r\nHost: sala\r\n\r\n`, `POST /join HTTP/1.1\r\nHost: sala\r\nContent-Type: application/json\r\nContent-Length: 30000\r\n\r\n${'['.repeat(30_000)}`,
];

const garbage: Attack = (port, end) => {
  let turn = 0;
  return floods(port, end, 32, (socket) => {
    socket.resume().write(GARBAGE[turn++ % GARBAGE.length] ?? '', 'latin1');
  }, 500);
};

const manyConnections: Attack = (port, end) => floods(port, end, 3_000, (socket) => socket.resume(), 60_000);

/** By their names, in the order in which they run. */
export const ATTACKS: Readonly<Record<string, Attack>> = {
  'pipelined polls': pipelinedPolls,
  'pipelined long polls, cut': pipelinedLongPolls,
  'costly names': costlyNames,
  'full rooms': fullRooms,
  'names and ids': manyNames,
  'endless bodies': endlessBodies,
  'comings and goings': comingsAndGoings,
  'slow headers': slowHeaders,
  'unread answers': unreadAnswers,
  garbage,
  'idle connections': manyConnections,
};
