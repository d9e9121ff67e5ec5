import { readServerAddress } from '../api/addresses.ts';
import { ServerClient } from '../api/client.ts';
import { diagnose } from '../api/diagnosis.ts';
import { findServer } from '../api/servers.ts';
import { toFailure } from '../chat/failure.ts';
import type { Problem } from '../components/problem.ts';
import type { Device } from '../storage/device.ts';
import { failureWords } from './failure-words.ts';
import { addressWords, faultWords } from './fault-words.ts';

/**
 * Looks for the server that somebody means by an address.
 *
 * @param current the server in use, which need not be looked for
 * @returns its base, or what is wrong in words
 */
export async function findAddress(typed: string, current: string, device: Device): Promise<string | Problem> {
  const bases = readServerAddress(typed, location.href);
  if (bases.length === 0) return { text: addressWords() };
  if (bases.includes(current)) return current;
  const known = await device.servers();
  let problem: Problem | undefined;
  for (const base of bases) {
    try {
      const client = new ServerClient(base);
      client.isKnown = known.some((one) => one.base === base);
      await findServer(client);
      return base;
    } catch (error) {
      const fault = await diagnose(base, error, { isOnline: navigator.onLine, page: location.href });
      // Of two schemes, the one at which something answers is the one that was meant.
      if (!problem || fault !== 'unreachable') problem = fault ? faultWords(fault, base) : { text: failureWords(toFailure(error)) };
    }
  }
  return problem ?? { text: addressWords() };
}
