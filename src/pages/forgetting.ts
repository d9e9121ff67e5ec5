/** Tells other windows which server was forgotten; null: all of them. A channel does not hear itself. */
const channel = new BroadcastChannel('sala forgotten');

/** Begins anew, as if the page had just been opened without a room. */
export function beginAnew(): void {
  history.replaceState(null, '', location.pathname);
  location.reload();
}

/** Begins anew where another window has had this one's server forgotten. @returns what ends it */
export function watchForgetting(server: () => string | undefined): () => void {
  const listening = new AbortController();
  channel.addEventListener('message', ({ data }: MessageEvent<string | null>) => {
    if (data === null || data === server()) beginAnew();
  }, { signal: listening.signal });
  return () => listening.abort();
}

/** Tells other windows that a server was forgotten; null: all of them. */
export function tellForgotten(server: string | null): void {
  channel.postMessage(server);
}
