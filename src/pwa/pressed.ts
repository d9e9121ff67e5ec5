/** What the worker sends to the page that is to open a room. */
export interface NoticePressed {
  /** The fragment of the address that leads there. */
  readonly pressed: string;
}
