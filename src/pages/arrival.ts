/** What the address that opened the app asks for, beside the room in its fragment. The manifest's shortcuts have such. */
export interface Arrival {
  /** The form for one more room is to be open. */
  readonly asksForRoom: boolean;
  readonly wantsDemo: boolean;
}

/** Reads an address' query, with its question mark. One that asks for nothing of ours is none. */
export function arrivalOf(search: string): Arrival | undefined {
  const query = new URLSearchParams(search);
  const arrival = { asksForRoom: query.has('join'), wantsDemo: query.has('demo') };
  return Object.values(arrival).some(Boolean) ? arrival : undefined;
}
