import { ConnectionError } from '../api/failures.ts';
import { loadLater } from '../components/code.ts';
import type { Notices } from './notices.ts';

/**
 * Loads the page of rooms and talk, and what tells of news, which the first screen does without.
 *
 * @throws ConnectionError where it cannot be loaded
 */
export async function loadChatPage(): Promise<Notices> {
  const [{ notices }] = await load(Promise.all([import('./notices.ts'), import('./chat-page.ts')]));
  return notices;
}

/** Loads what looks for the server that an address leads to. @throws as `loadChatPage` does */
export function loadFindAddress() {
  return load(import('./find-address.ts'));
}

/** Has both loaded before anybody asks for them. Where that fails, it is tried again when somebody does. */
export function loadChatPageAhead(): void {
  for (const code of [loadChatPage(), loadFindAddress()]) code.catch(() => {});
}

async function load<Code>(code: Promise<Code>): Promise<Code> {
  try {
    return await loadLater(code);
  } catch (error) {
    throw new ConnectionError(`Failed to load a part of the page: ${String(error)}.`);
  }
}
