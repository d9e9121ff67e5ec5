import { connect, type Socket } from 'node:net';

type Done = (body: string) => void;

const SUCCESS = 'HTTP/1.1 200';

const CLOSED = 'The server closed a connection instead of answering.';

/** The end of an answer's headers. */
const BLANK_LINE = '\r\n\r\n';

const LENGTH = /\r\ncontent-length: (\d+)/i;

/**
 * A connection that is kept, as a browser keeps it. Made for measuring: it costs as little as can be, so that the server
 * is what is measured, and knows no more of HTTP than what the servers here speak (`Content-Length`, ASCII).
 */
export class Connection {
  readonly #socket: Socket;
  /** Those who wait for an answer, the first asked first, and what they ask; only the first of them has been sent. */
  readonly #waiting: Done[] = [];
  readonly #requests: string[] = [];
  #received = '';

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('latin1').setNoDelay(true);
    socket.on('data', (text: string) => this.#read(text));
    socket.on('error', (error) => {
      throw error;
    });
    socket.on('end', () => {
      if (this.#waiting.length > 0) throw new Error(CLOSED);
    });
  }

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.off('error', reject);
        resolve(new Connection(socket));
      });
      socket.once('error', reject);
    });
  }

  /**
   * Asks once what was asked before is answered, as every client does. Anything but a success ends the measuring.
   *
   * @param request a whole one, with its headers; see {@link get} and {@link post}
   */
  ask(request: string, done: Done): void {
    if (!this.#socket.writable) throw new Error(CLOSED);
    this.#waiting.push(done);
    this.#requests.push(request);
    if (this.#waiting.length === 1) this.#send();
  }

  #send(): void {
    const request = this.#requests.shift();
    if (request !== undefined) this.#socket.write(request, 'latin1');
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(text: string): void {
    this.#received += text;
    for (;;) {
      const end = this.#received.indexOf(BLANK_LINE);
      if (end < 0) return;
      const head = this.#received.slice(0, end);
      const length = LENGTH.exec(head)?.[1];
      if (length === undefined) throw new Error(`An answer does not say how long it is: ${head}`);
      const start = end + BLANK_LINE.length;
      const after = start + Number(length);
      if (this.#received.length < after) return;
      const body = this.#received.slice(start, after);
      this.#received = this.#received.slice(after);
      const done = this.#waiting.shift();
      if (!head.startsWith(SUCCESS)) throw new Error(`A request failed: ${head}${BLANK_LINE}${body}`);
      this.#send();
      done?.(body);
    }
  }
}

const HOST = 'Host: 127.0.0.1\r\nConnection: keep-alive\r\n';

export function get(path: string): string {
  return `GET ${path} HTTP/1.1\r\n${HOST}\r\n`;
}

/** @param body ASCII */
export function post(path: string, body: object): string {
  const json = JSON.stringify(body);
  return `POST ${path} HTTP/1.1\r\n${HOST}Content-Type: application/json\r\nContent-Length: ${json.length}\r\n\r\n${json}`;
}

export function call(connection: Connection, request: string): Promise<Record<string, unknown>> {
  return new Promise((resolve) => {
    connection.ask(request, (body) => resolve(JSON.parse(body) as Record<string, unknown>));
  });
}
