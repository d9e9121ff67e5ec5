import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Socket } from 'node:net';
import { isPending, limitPipelining } from './pipelining.ts';
import { refuseUnreadable } from './unreadable.ts';

/** Longer than the slowest poll of a client, so that no connection ends between two of them. */
const KEEP_ALIVE_MS = 75_000;

/** For how long a request may take to arrive: its headers, and the whole of it. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 15_000;

/** How often it is checked who is too slow. */
const CHECK_MS = 1_000;

/** How long an answer may lie here unread, and how much may in all: beyond that, what lies longest goes. */
const UNREAD_MS = 30_000;
const UNREAD_MAX_BYTES = 268_435_456;

/** Who had a connection this short a time ago, in milliseconds, may be a client that polls by a new one each time. */
const RECENT_MS = 2_000;

export interface ConnectionOptions {
  /** Connections that are open at a time; one more is closed at once. */
  readonly maxConnections: number;
  /** Undefined: plain http. */
  readonly certificate?: { readonly cert: Buffer; readonly key: Buffer } | undefined;
  /** Called with a line for each request that cannot be read. */
  readonly onUnreadable?: ((line: string) => void) | undefined;
}

/** The connections of all servers of one app, and what each of them may cost. */
export class Connections {
  readonly #handler: RequestListener;
  readonly #options: ConnectionOptions;
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();
  /** What speaks HTTP: the same sockets, or the secured ones on top of them. */
  readonly #clients: Set<Socket>;
  /** Since when the answers of these lie unread, in milliseconds, the longest first. */
  readonly #unread = new Map<Socket, number>();
  #lastClosed = -Infinity;

  constructor(handler: RequestListener, options: ConnectionOptions) {
    this.#handler = limitPipelining(handler);
    this.#options = options;
    this.#clients = options.certificate ? new Set() : this.#sockets;
    setInterval(() => this.#cutUnread(), CHECK_MS).unref();
  }

  /** Makes a server, which does not listen yet. */
  newServer(): Server {
    const { certificate, onUnreadable } = this.#options;
    const options = {
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: HEADERS_MS,
      requestTimeout: REQUEST_MS,
      connectionsCheckingInterval: CHECK_MS,
      // The app refuses it, in the words of the protocol.
      requireHostHeader: false,
    };
    const server = certificate ? createSecureServer({ ...options, ...certificate, handshakeTimeout: HEADERS_MS }) : createServer(options);
    // Where these are taken, `100 Continue` goes out only once a body is to be read, and other expectations are ignored.
    for (const event of ['request', 'checkContinue', 'checkExpectation']) server.on(event, this.#handler);
    server.on('connection', (socket: Socket) => this.#add(socket));
    server.on('secureConnection', (client: Socket) => {
      this.#clients.add(client);
      client.once('close', () => this.#clients.delete(client));
    });
    refuseUnreadable(server, onUnreadable);
    this.#servers.push(server);
    return server;
  }

  /** Whether somebody may be about to ask: by a connection on which nothing is pending, or by a new one as a moment ago. */
  expectsRequests(): boolean {
    const isRecent = performance.now() - this.#lastClosed < RECENT_MS;
    return isRecent || [...this.#clients].some((client) => !isPending(client));
  }

  /** Closes those on which no request is under way, also those on which none ever was. */
  closeIdle(): void {
    for (const server of this.#servers) server.closeIdleConnections();
    for (const socket of this.#sockets) if (socket.bytesRead === 0) socket.destroy();
  }

  #add(socket: Socket): void {
    this.#sockets.add(socket);
    if (this.#sockets.size > this.#options.maxConnections) socket.destroy();
    socket.once('close', () => {
      this.#sockets.delete(socket);
      this.#lastClosed = performance.now();
    });
  }

  #cutUnread(): void {
    const now = performance.now();
    let bytes = 0;
    for (const client of this.#clients) {
      bytes += client.writableLength;
      if (client.writableLength > 0 && !this.#unread.has(client)) this.#unread.set(client, now);
    }
    for (const [client, since] of this.#unread) {
      const { writableLength } = client;
      if (writableLength === 0 || client.destroyed) this.#unread.delete(client);
      else if (now - since >= UNREAD_MS || bytes > UNREAD_MAX_BYTES) {
        client.destroy();
        bytes -= writableLength;
      }
    }
  }
}
