/** What brings others into a room. */
export type Invitation =
  /** A link that leads there. */
  | { readonly kind: 'link'; readonly url: string }
  /** The server listens to its own machine alone: what changes that, and a link for this machine. */
  | { readonly kind: 'alone'; readonly command: string; readonly url: string }
  /** The server has not answered yet, and has to say how others reach it. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'demo' };
