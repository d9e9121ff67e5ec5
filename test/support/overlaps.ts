/** Sees whether a client asks for what is new in a room while it is still waiting for an answer about the same room. */
export class Overlaps {
  /** One text for each. */
  readonly seen: string[] = [];
  readonly #underWay = new Set<string>();

  /** @returns what to call once the call has come to its end */
  begin(client: string, address: string, signal: AbortSignal | undefined): () => void {
    const url = new URL(address);
    if (url.pathname !== '/receive') return () => {};
    const poll = `${client} of ${url.searchParams.get('room')}`;
    if (this.#underWay.has(poll)) this.seen.push(`two polls by ${poll}`);
    this.#underWay.add(poll);
    const end = () => void this.#underWay.delete(poll);
    signal?.addEventListener('abort', end);
    return () => {
      // After it was given up, the same poll may be another one.
      if (!signal?.aborted) end();
    };
  }
}
