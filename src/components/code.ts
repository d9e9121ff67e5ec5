/** Fired at the window where code that was left for later cannot be loaded: a newer build may have taken its place. */
export const CODE_MISSING = 'sala-code-missing';

/** What was to be loaded later, by a dynamic import. @throws what that throws; the window hears of it */
export async function loadLater<T>(code: Promise<T>): Promise<T> {
  try {
    return await code;
  } catch (error) {
    dispatchEvent(new Event(CODE_MISSING));
    throw error;
  }
}
