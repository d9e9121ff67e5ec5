import { isUtf8 } from 'node:buffer';
import { promisify } from 'node:util';
import express, { type Request, type Response } from 'express';
import { Refusal } from '../src/protocol/errors.ts';
import { BODY_MAX_BYTES } from '../src/protocol/limits.ts';
import type { Input } from './answering.ts';

/** Of a request's address, which of a proxy's request is a whole one. */
export function pathOf(url: string): string {
  if (!url.startsWith('/')) return URL.canParse(url) ? new URL(url).pathname : url;
  const end = url.indexOf('?');
  return end < 0 ? url : url.slice(0, end);
}

const readRaw = promisify<Request, Response>(express.raw({ type: 'application/json', limit: BODY_MAX_BYTES, inflate: false }));

/** @throws Refusal, or what {@link toRefusal} makes one of */
export async function readBody(request: Request, response: Response): Promise<Input> {
  await readRaw(request, response);
  if (Buffer.isBuffer(request.body)) {
    if (!isUtf8(request.body)) throw new Refusal('invalid_request', 'The body must be UTF-8.');
    return { json: request.body.toString('utf8') };
  }
  // Nothing was read: there is no body, or it says that it is something else.
  const empty = request.headers['content-length'] === '0' || !hasBody(request);
  throw empty
    ? new Refusal('invalid_request', 'The body must be a JSON object.')
    : new Refusal('unsupported_media_type', 'The body must say Content-Type: application/json.');
}

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || headers['content-length'] !== undefined;
}

export function readQuery({ url }: Request): Input {
  const start = url.indexOf('?');
  return { query: start < 0 ? '' : url.slice(start + 1) };
}

/** What Express or its body parser throws, in the protocol's terms. What else comes here is a fault. */
export function toRefusal(error: unknown): unknown {
  if (error instanceof Refusal) return error;
  const { status, type } = error as { status?: number; type?: string };
  if (status === 413) return new Refusal('payload_too_large', `A body may have ${BODY_MAX_BYTES} bytes at most.`);
  if (status === 415) return new Refusal('unsupported_media_type', 'The body must be JSON in UTF-8, not encoded.');
  if (status !== undefined && status >= 400 && status < 500) {
    return new Refusal('invalid_request', `The request cannot be read${type ? ` (${type})` : ''}.`);
  }
  return error;
}
