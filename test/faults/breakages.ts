import type { Fetcher } from '../../src/api/client.ts';
import type { Tamper } from './person.ts';

type Fields = Record<string, unknown>;

/** The client sends no `id`. */
export const withoutIds: Tamper = (fetcher) => (url, init) => fetcher(url, without('id', init));

/** To the client every incarnation of a room is the same, and it names none. */
export const withoutEpochs: Tamper = (fetcher) => rewriting((url, init) => {
  const address = new URL(url);
  address.searchParams.delete('epoch');
  return fetcher(address.href, without('epoch', init));
}, (name, value: unknown) => (name === 'epoch' ? 'ever' : value));

/** The client does not hear of gaps. */
export const withoutGaps: Tamper = (fetcher) => rewriting(fetcher, (name, value: unknown) => (name === 'gap' ? undefined : value));

function without(field: string, init: RequestInit): RequestInit {
  if (typeof init.body !== 'string') return init;
  const { [field]: _, ...rest } = JSON.parse(init.body) as Fields;
  return { ...init, body: JSON.stringify(rest) };
}

/** @param revise gives each field of an answer its value */
function rewriting(fetcher: Fetcher, revise: (name: string, value: unknown) => unknown): Fetcher {
  return async (url, init) => {
    const response = await fetcher(url, init);
    const text = await response.text();
    return new Response(text.startsWith('{') ? revised(text, revise) : text, response);
  };
}

/** What was cut off stays as it is. */
function revised(text: string, revise: (name: string, value: unknown) => unknown): string {
  try {
    return JSON.stringify(JSON.parse(text, revise));
  } catch {
    return text;
  }
}
