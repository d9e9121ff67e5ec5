import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import packageJson from '../package.json' with { type: 'json' };
import { createApp, type App } from './app.ts';
import type { Limits } from './rooms/limits.ts';

export const VERSION = packageJson.version;

export interface RunOptions {
  readonly limits: Limits;
  /** At which others reach the server. May be filled in later, once the server listens. */
  readonly urls: readonly string[];
  readonly log: (line: string) => void;
  readonly verbose: boolean;
  readonly files?: RequestHandler;
}

/** The string that names this start of the server, and ids that no other start makes: they begin with it. */
export function newIdentity(): { server: string; nextId: () => string } {
  const server = randomBytes(9).toString('base64url');
  let ids = 0;
  return { server, nextId: () => `${server}.${(ids++).toString(36)}` };
}

/** The app with this machine's clocks and with ids that no other start of the server makes. */
export function runApp({ limits, urls, log, verbose, files }: RunOptions): App {
  const { server, nextId } = newIdentity();
  return createApp({
    limits,
    identity: { version: VERSION, server, urls, history: limits.history },
    nextId,
    wallClock: () => Date.now() * 1_000,
    monotonicClock: () => performance.now(),
    reportFault: (fault) => log(`Fault: ${fault instanceof Error ? fault.stack : String(fault)}`),
    ...(verbose ? { onRequest: log } : {}),
    ...(files ? { files } : {}),
  });
}
