import { test } from 'node:test';
import { expressDoor } from '../server/express-door.ts';
import { hold, reasonToSkip } from './rule.ts';
import { RULES } from './rules.ts';

/** A rule that takes longer hangs. */
const TIMEOUT_MS = 10_000;

for (const rule of RULES) {
  const skip = reasonToSkip(rule, expressDoor) ?? false;
  test(rule.name, { skip, timeout: TIMEOUT_MS }, () => hold(rule, expressDoor));
}
