import { FAULTS, type Fault } from '../support/faulty-network.ts';
import type { Story } from './story.ts';
import type { Trial } from './trial.ts';
import { INEVITABLES, WRONGS, type Violation, type Wrong } from './violations.ts';

/** What happened in all trials together. */
export class Summary {
  readonly #faults = Object.fromEntries(FAULTS.map((fault) => [fault, 0])) as Record<Fault, number>;
  readonly #wrongs = Object.fromEntries([...WRONGS, ...INEVITABLES].map((wrong) => [wrong, 0])) as Record<Wrong, number>;
  #trials = 0;
  #written = 0;
  #accepted = 0;
  #restarts = 0;
  #reloads = 0;
  #outages = 0;
  #calls = 0;

  add({ people, truth, network, server }: Trial, { counts }: Story, violations: readonly Violation[]): void {
    this.#trials++;
    this.#written += people.reduce((sum, { written }) => sum + written.length, 0);
    this.#accepted += truth.accepted;
    this.#restarts += counts.restarts;
    this.#reloads += counts.reloads;
    this.#outages += counts.outages;
    this.#calls += server.seen.length;
    for (const fault of FAULTS) this.#faults[fault] += network.counts[fault];
    for (const { wrong } of violations) this.#wrongs[wrong]++;
  }

  lines(): string[] {
    return [
      `${this.#trials} seeds: ${this.#written} messages written, ${this.#accepted} accepted; ${this.#calls} calls, ${this.#restarts} restarts, ${this.#reloads} reloads, ${this.#outages} outages`,
      `faults: ${FAULTS.map((fault) => `${this.#faults[fault]} × ${fault}`).join(', ')}`,
      WRONGS.map((wrong) => `${wrong} ${this.#wrongs[wrong]}`).join(', '),
      `inevitable: ${INEVITABLES.map((wrong) => `${wrong} ${this.#wrongs[wrong]}`).join(', ')}`,
    ];
  }
}
