import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from '../src/protocol/errors.ts';
import { BODY_MAX_BYTES } from '../src/protocol/limits.ts';
import { checkMediaType, type Input } from './answering.ts';
import { hasBody } from './http/closing.ts';

/** Of a request's address, which of a proxy's request is a whole one. */
export function pathOf(url: string): string {
  if (!url.startsWith('/')) return URL.canParse(url) ? new URL(url).pathname : url;
  const end = url.indexOf('?');
  return end < 0 ? url : url.slice(0, end);
}

export function readQuery({ url = '' }: IncomingMessage): Input {
  const start = url.indexOf('?');
  return { query: start < 0 ? '' : url.slice(start + 1) };
}

/**
 * Reads a body that may be one, and no further than to its limit.
 *
 * @throws Refusal
 */
export async function readBody(request: IncomingMessage, response: ServerResponse): Promise<Input> {
  const { headers } = request;
  if (!hasBody(request)) throw new Refusal('invalid_request', 'The body must be a JSON object.');
  checkMediaType(headers['content-type']);
  if ((headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity') {
    throw new Refusal('unsupported_media_type', 'The body must be JSON in UTF-8, not encoded.');
  }
  if ((headers['transfer-encoding'] ?? 'chunked').toLowerCase() !== 'chunked') {
    throw new Refusal('unsupported_media_type', 'The body must be JSON in UTF-8, not encoded.');
  }
  if (Number(headers['content-length'] ?? 0) > BODY_MAX_BYTES) throw tooLarge();
  if (headers.expect !== undefined) response.writeContinue();
  const bytes = await readBytes(request);
  if (!isUtf8(bytes)) throw new Refusal('invalid_request', 'The body must be UTF-8.');
  return { json: bytes.toString('utf8') };
}

function readBytes(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let length = 0;
    const take = (piece: Buffer): void => {
      length += piece.length;
      if (length <= BODY_MAX_BYTES) return void pieces.push(piece);
      request.off('data', take);
      reject(tooLarge());
    };
    request.on('data', take);
    request.on('end', () => resolve(Buffer.concat(pieces, length)));
    request.on('error', () => reject(new Refusal('invalid_request', 'The request ended before its body did.')));
  });
}

function tooLarge(): Refusal {
  return new Refusal('payload_too_large', `A body may have ${BODY_MAX_BYTES} bytes at most.`);
}

/** Refuses to do anything with a file but to read it. */
export function refuseFileMethod(response: ServerResponse): never {
  response.setHeader('Allow', 'GET, HEAD');
  throw new Refusal('method_not_allowed', 'This can only be read, with GET.');
}
