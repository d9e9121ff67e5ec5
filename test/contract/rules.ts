import { asking } from './asking.ts';
import { bodies } from './bodies.ts';
import { cors } from './cors.ts';
import { epochs } from './epochs.ts';
import { errors } from './errors.ts';
import { gaps } from './gaps.ts';
import { idMemory } from './id-memory.ts';
import { ids } from './ids.ts';
import { joining } from './joining.ts';
import { keys } from './keys.ts';
import { leaving } from './leaving.ts';
import { limits } from './limits.ts';
import { lookAlikes } from './look-alikes.ts';
import { messages } from './messages.ts';
import { names } from './names.ts';
import { presence } from './presence.ts';
import { queries } from './queries.ts';
import { receiving } from './receiving.ts';
import type { Rule } from './rule.ts';
import { sending } from './sending.ts';
import { stamps } from './stamps.ts';
import { waiting } from './waiting.ts';

/** Every rule of the protocol, once. They use `fetch` alone, so that they run against each door to the endpoints. */
export const RULES: readonly Rule[] = [
  joining, leaving, sending, messages, receiving, stamps, waiting, ids, idMemory, epochs, gaps, asking, presence,
  keys, lookAlikes, names, limits, bodies, queries, errors, cors,
].flat();
