/**
 * Nothing came back, or not in time: no network, no such server, or one that does not let this page call it. Or what
 * came back is a gateway's or a portal's word that the server is away.
 */
export class ConnectionError extends Error {
  override readonly name: string = 'ConnectionError';
  /** Seconds after which the server wants to be asked again. */
  readonly retryAfter: number | undefined;

  constructor(what: string, retryAfter?: number) {
    super(what);
    this.retryAfter = retryAfter;
  }
}

/** A gateway or a portal answered in the server's place. */
export class AwayError extends ConnectionError {
  override readonly name = 'AwayError';
  /** Whether it is a page in the place of an answer, rather than a status that says so. */
  readonly isPage: boolean;

  constructor(what: string, retryAfter?: number, isPage = false) {
    super(what, retryAfter);
    this.isPage = isPage;
  }
}

/** Something came back that is no answer of a chat server, such as the page of a portal or of a proxy. */
export class ShapeError extends Error {
  override readonly name: string = 'ShapeError';
  readonly httpStatus: number;

  constructor(httpStatus: number, what: string) {
    super(what);
    this.httpStatus = httpStatus;
  }
}

/** An answer that breaks the protocol: JSON of another shape, beyond a bound, or longer than an answer may be. */
export class ProtocolError extends ShapeError {
  override readonly name = 'ProtocolError';
  /** What was answered; undefined where that was too long to be read. */
  readonly answer: unknown;

  constructor(httpStatus: number, what: string, answer?: unknown) {
    super(httpStatus, what);
    this.answer = answer;
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

/** Whether a call failed, rather than that it was given up or that there is a fault of ours. */
export function isFailure(error: unknown): error is ConnectionError | ShapeError | ServerError {
  return error instanceof ConnectionError || error instanceof ShapeError || error instanceof ServerError;
}
