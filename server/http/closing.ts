import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';

/** What a client may go on sending after its answer: bytes, and for how long, in milliseconds. */
const DISCARD_MAX_BYTES = 1_048_576;
const DISCARD_MS = 1_000;

export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

/**
 * Sends an answer. The connection of a request whose body was not read ends after it.
 *
 * @param headers names and values in turn
 * @param isLast whether the connection ends anyway
 */
export function send(response: ServerResponse, status: number, headers: string[], body: string, isLast = false): void {
  const { req: request } = response;
  const isUnread = hasBody(request) && !request.readableEnded;
  if (isUnread || isLast) headers.push('Connection', 'close');
  response.writeHead(status, headers);
  if (!isUnread) return void response.end(body);
  // Node would read the body to its end, or close the connection on it.
  response.flushHeaders();
  response.write(body);
  closeGently(request.socket, request);
  request.on('end', () => request.socket.destroySoon()).resume();
}

/**
 * Ends a connection whose client may still be sending: says that nothing more comes, and discards what arrives for a
 * moment. Closing it on bytes that were not read would reset it, and its client would lose the answer.
 *
 * @param source of what arrives
 * @returns to be called with each piece that arrives, where the source does not say so
 */
export function closeGently(socket: Socket, source: Readable = socket): () => void {
  const most = socket.bytesRead + DISCARD_MAX_BYTES;
  const discard = (): void => {
    if (socket.bytesRead <= most) return;
    source.pause();
    socket.pause();
  };
  if (source !== socket) source.on('data', discard);
  const timer = setTimeout(() => socket.destroy(), DISCARD_MS);
  socket.once('close', () => clearTimeout(timer)).end();
  return discard;
}
