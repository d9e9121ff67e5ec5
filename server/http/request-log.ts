import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import type { ErrorCode } from '../../src/protocol/errors.ts';

/** With which code a request was refused, and when by `performance.now()`. */
const refusals = new WeakMap<ServerResponse, { readonly code: ErrorCode; readonly time: number }>();

/** Remembers a refusal for the log. Its connection may end a while after it. */
export function noteRefusal(response: ServerResponse, code: ErrorCode): void {
  refusals.set(response, { code, time: performance.now() });
}

/** Logs a line for each request: its status, the code of one that is refused; or that its client gave it up. */
export function logRequests(log: (line: string) => void): RequestHandler {
  return ({ method, url }, response, next) => {
    const start = performance.now();
    response.on('close', () => {
      const refused = refusals.get(response);
      const outcome = response.headersSent ? [response.statusCode, refused?.code] : ['abandoned'];
      const words = [method, url, ...outcome, Math.round((refused?.time ?? performance.now()) - start), 'ms'];
      log(words.filter((word) => word !== undefined).join(' '));
    });
    next();
  };
}
