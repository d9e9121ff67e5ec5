/** Nothing came back, or not in time: no network, no such server, or one that does not let this page call it. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}

/** Something came back that is no answer of a chat server, such as the page of a portal or of a proxy. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';
  readonly httpStatus: number;

  constructor(httpStatus: number, what: string) {
    super(what);
    this.httpStatus = httpStatus;
  }
}

/** The server refused. A server with the base part alone gives no `code`. */
export class ServerError extends Error {
  override readonly name = 'ServerError';
  readonly code: string | undefined;
  readonly httpStatus: number;
  /** Seconds after which the server wants to be asked again. */
  readonly retryAfter: number | undefined;

  constructor(message: string, code: string | undefined, httpStatus: number, retryAfter: number | undefined) {
    super(message);
    this.code = code;
    this.httpStatus = httpStatus;
    this.retryAfter = retryAfter;
  }
}
