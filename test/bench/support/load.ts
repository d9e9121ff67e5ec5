import { Connection } from './connection.ts';
import type { Measured } from './measured.ts';
import { byConnection, type Person } from './people.ts';

/** What one stretch of load cost. */
export interface Cost {
  readonly requests: number;
  readonly seconds: number;
  /** Of the server's processor, in microseconds for each request. */
  readonly cpu: number;
  /** How much of one processor the server took, and those who asked. */
  readonly serverLoad: number;
  readonly ownLoad: number;
  /** How long each answer took, in milliseconds, the shortest first. */
  readonly latencies: readonly number[];
  /** The share of the requests that each kind had. */
  readonly shares: Readonly<Record<string, number>>;
}

/** One request by somebody; says of which kind it was once the answer is there. */
export type Step = (person: Person, done: (kind: string) => void) => void;

export function openAll(port: number, count: number): Promise<Connection[]> {
  return Promise.all(Array.from({ length: count }, () => Connection.open(port)));
}

/**
 * Lets people ask for as long as it takes, each connection the next thing as soon as it has its answer. People stay on
 * their connection, so that none of them asks twice at a time.
 */
export async function saturate(server: Measured, people: readonly Person[], seconds: number, step: Step): Promise<Cost> {
  const sleep = stayAwake();
  const before = await server.usage();
  const ownBefore = process.cpuUsage();
  const start = performance.now();
  const end = start + seconds * 1_000;
  const latencies: number[] = [];
  const counts: Record<string, number> = {};
  await Promise.all(Array.from(byConnection(people).values(), (sharers) => new Promise<void>((resolve) => {
    const next = (): void => {
      const asked = performance.now();
      const person = sharers[Math.floor(Math.random() * sharers.length)];
      if (asked >= end || !person) return resolve();
      step(person, (kind) => {
        latencies.push(performance.now() - asked);
        counts[kind] = (counts[kind] ?? 0) + 1;
        next();
      });
    };
    next();
  })));
  const took = performance.now() - start;
  sleep();
  const own = process.cpuUsage(ownBefore);
  const cpu = (await server.usage()).cpu - before.cpu;
  const requests = latencies.length;
  return {
    requests,
    seconds: took / 1_000,
    cpu: cpu / requests,
    serverLoad: cpu / 1_000 / took,
    ownLoad: (own.user + own.system) / 1_000 / took,
    latencies: latencies.toSorted((one, other) => one - other),
    shares: Object.fromEntries(Object.entries(counts).map(([kind, count]) => [kind, count / requests])),
  };
}

/**
 * Keeps this process from sleeping between two answers: a server that is slower than those who ask would pay for waking
 * them with each answer, which no server pays for clients that are elsewhere.
 */
export function stayAwake(): () => void {
  let awake = true;
  const turn = (): void => {
    if (awake) setImmediate(turn);
  };
  turn();
  return () => {
    awake = false;
  };
}
