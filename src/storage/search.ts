import type { ServerStore } from './device.ts';
import type { KeptEntry } from './kept.ts';
import { KEPT_ENTRIES } from './merge.ts';

export interface Hit {
  readonly room: string;
  readonly entry: KeptEntry & { readonly kind: 'message' };
}

/**
 * The messages that a server's rooms keep here, the newest first.
 *
 * @param matches tells for a text whether it is one
 */
export async function searchKept(store: ServerStore, matches: (text: string) => boolean): Promise<readonly Hit[]> {
  const hits: Hit[] = [];
  for (const { name: room } of await store.rooms()) {
    for (const entry of await store.entries(room, KEPT_ENTRIES)) {
      if (entry.kind === 'message' && matches(entry.text)) hits.push({ room, entry });
    }
  }
  return hits.toSorted((one, other) => other.entry.timestamp - one.entry.timestamp);
}
