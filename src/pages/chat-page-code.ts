import { ConnectionError } from '../api/failures.ts';
import { loadLater } from '../components/code.ts';

/**
 * Loads the page of rooms and talk, which the first screen does without.
 *
 * @throws ConnectionError where it cannot be loaded
 */
export async function loadChatPage(): Promise<void> {
  try {
    await loadLater(import('./chat-page.ts'));
  } catch (error) {
    throw new ConnectionError(`Failed to load the page of the talk: ${String(error)}.`);
  }
}

/** Has it loaded before anybody asks for it. Where that fails, it is tried again when somebody does. */
export function loadChatPageAhead(): void {
  loadChatPage().catch(() => {});
}
