import { connect, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';

/** The bytes of one connection, for what `fetch` cannot say. */
export class RawConnection {
  /** All that came back. */
  heard = '';
  /** Resolves with all that came back, once the server has said its last. Rejects where the connection is reset. */
  readonly ended: Promise<string>;
  readonly socket: Socket;

  constructor(url: string) {
    const { protocol, hostname, port } = new URL(url);
    const place = { host: hostname, port: Number(port) };
    this.socket = protocol === 'https:' ? connectSecurely({ ...place, rejectUnauthorized: false }) : connect(place);
    this.socket.setEncoding('utf8').on('data', (text: string) => (this.heard += text));
    this.ended = new Promise((resolve, reject) => {
      this.socket.once('error', reject).once('end', () => resolve(this.heard)).once('close', () => resolve(this.heard));
    });
    // It may be of no interest how it ends.
    this.ended.catch(() => {});
  }

  write(text: string | Uint8Array): this {
    this.socket.write(text);
    return this;
  }

  /** Resolves when as many answers as that have come back whole. */
  async hasAnswers(count: number): Promise<void> {
    for (;;) {
      if (answersIn(this.heard).length >= count) return;
      await new Promise((resolve, reject) => {
        this.socket.once('data', resolve).once('close', () => reject(new Error(`It ended with ${this.heard}`)));
      });
    }
  }

  end(): void {
    this.socket.destroy();
  }
}

/** Says something on a connection of its own and resolves with all that comes back, once it has ended. */
export function say(url: string, ...parts: readonly (string | Uint8Array)[]): Promise<string> {
  const connection = new RawConnection(url);
  for (const part of parts) connection.write(part);
  return connection.ended;
}

/** The status of each answer that is whole, by its length. */
export function answersIn(heard: string): number[] {
  const statuses: number[] = [];
  for (let rest = heard; ;) {
    const head = /^HTTP\/1\.1 (\d+)[^]*?\r\n\r\n/.exec(rest);
    if (!head) return statuses;
    const length = Number(/content-length: (\d+)/i.exec(head[0])?.[1] ?? 0);
    const bytes = Buffer.from(rest.slice(head[0].length));
    if (bytes.length < length) return statuses;
    statuses.push(Number(head[1]));
    rest = bytes.subarray(length).toString();
  }
}
