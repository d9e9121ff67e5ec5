import { RawConnection } from './raw-connection.ts';

const PIECE = Buffer.alloc(65_536, 'x');

/** A client that sends a beginning and then more and more, as fast as it is taken, until the server ends the connection. */
export class Flood {
  readonly connection: RawConnection;
  /** Resolves with the bytes that were sent, once no more are taken. */
  readonly stopped: Promise<number>;
  #sent = 0;

  constructor(url: string, beginning: string) {
    this.connection = new RawConnection(url).write(beginning);
    const { socket } = this.connection;
    this.stopped = new Promise((resolve) => {
      socket.on('close', () => resolve(this.#sent));
    });
    socket.on('error', () => {}).on('drain', () => this.#pour()).once('connect', () => this.#pour());
  }

  #pour(): void {
    const { socket } = this.connection;
    do this.#sent += PIECE.length;
    while (!socket.destroyed && socket.write(PIECE));
  }
}
