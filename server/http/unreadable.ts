import { STATUS_CODES, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { Socket } from 'node:net';
import { Refusal } from '../../src/protocol/errors.ts';
import { API_HEADERS } from './api-headers.ts';
import { refusal } from '../answering.ts';
import { closeGently } from './closing.ts';
import { isAnswering } from './pipelining.ts';

/** How Node names what it cannot read, in the protocol's terms. What is not here is a connection that is gone. */
function toRefusal({ code = '' }: NodeJS.ErrnoException): Refusal | undefined {
  if (code === 'HPE_HEADER_OVERFLOW') return new Refusal('headers_too_large', 'The address and headers of a request may have 16 KiB at most.');
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return new Refusal('payload_too_large', 'The body has too much beside its content.');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new Refusal('request_timeout', 'The request took too long to arrive. Try again.');
  return code.startsWith('HPE_') ? new Refusal('invalid_request', 'The request is no valid HTTP.') : undefined;
}

/** Answers what never becomes a request, such as a line that is no HTTP, with an error of the protocol, and ends its connection. */
export function refuseUnreadable(server: Server, log: (line: string) => void = () => {}): void {
  const discarding = new WeakMap<Duplex, () => void>();

  function refuse(socket: Duplex, refused: Refusal, what: string): void {
    const { status, body, code } = refusal(refused, () => {});
    const headers = [...API_HEADERS, 'Content-Length', String(Buffer.byteLength(body)), 'Connection', 'close'];
    const lines = headers.flatMap((name, i) => (i % 2 === 0 ? [`${name}: ${headers[i + 1]}`] : []));
    socket.write([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n'));
    if (socket instanceof Socket) discarding.set(socket, closeGently(socket));
    log(`${what} ${status} ${code}`);
  }

  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const discard = discarding.get(socket);
    const refused = toRefusal(error);
    const isSilent = !(socket instanceof Socket) || socket.bytesRead === 0;
    // What comes after the first error is one more each time.
    if (discard) discard();
    else if (!refused || isSilent || !socket.writable || isAnswering(socket)) socket.destroy();
    else refuse(socket, refused, '(unreadable)');
  });

  server.on('connect', (request, socket) => {
    // Node leaves the socket to who takes it.
    socket.on('error', () => {}).on('data', () => discarding.get(socket)?.());
    if (socket instanceof Socket && isAnswering(socket)) socket.destroy();
    else refuse(socket, new Refusal('method_not_allowed', 'This server is no proxy.'), `${request.method} ${request.url}`);
  });
}
