import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import type { ErrorCode } from '../../src/protocol/errors.ts';

const codes = new WeakMap<ServerResponse, ErrorCode>();

/** Remembers for the log with which code a request is refused. */
export function noteCode(response: ServerResponse, code: ErrorCode): void {
  codes.set(response, code);
}

/** Logs a line for each request: its status, the code of one that is refused; or that its client gave it up. */
export function logRequests(log: (line: string) => void): RequestHandler {
  return ({ method, url }, response, next) => {
    const start = performance.now();
    response.on('close', () => {
      const outcome = response.headersSent ? [response.statusCode, codes.get(response)] : ['abandoned'];
      const words = [method, url, ...outcome, Math.round(performance.now() - start), 'ms'];
      log(words.filter((word) => word !== undefined).join(' '));
    });
    next();
  };
}
