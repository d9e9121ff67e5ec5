/** The codes that an error carries on the wire, with the HTTP status each is answered with. */
export const ERROR_STATUS = {
  invalid_request: 400,
  name_taken: 403,
  room_not_found: 404,
  room_changed: 409,
  room_full: 409,
  too_many_rooms: 409,
  not_found: 404,
  method_not_allowed: 405,
  request_timeout: 408,
  payload_too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  headers_too_large: 431,
  internal: 500,
  server_full: 503,
  stopping: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

export const ERROR_CODES = Object.keys(ERROR_STATUS) as ErrorCode[];

/**
 * A request that the protocol refuses. Its message is for a person and says what to do; clients branch on `code`.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
