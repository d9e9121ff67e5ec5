import { DEFAULT_LIMITS } from './rooms/limits.ts';
import { runApp } from './run.ts';

/** The API as `npm run dev` mounts it. */
export const { handler } = runApp({ limits: DEFAULT_LIMITS, urls: [], log: console.log, verbose: false });
