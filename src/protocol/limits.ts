/** Lengths are UTF-16 code units (`string.length`) of the normal form. */
export const ROOM_MAX_LENGTH = 64;
export const USERNAME_MAX_LENGTH = 32;

/**
 * UTF-16 code units of a name as it comes, before its normal form. It suffices for each name that is allowed: a unit in NFC
 * has at most four when it is decomposed.
 */
export const NAME_RAW_MAX_LENGTH = 256;

export const MESSAGE_MAX_LENGTH = 4_000;
export const MESSAGE_ID_MAX_LENGTH = 64;
export const EPOCH_MAX_LENGTH = 128;

/** How many messages a room keeps, unless the server is told otherwise. */
export const HISTORY_LENGTH = 50;

/** The longest time that `/receive` is held, in seconds; more counts as this. */
export const WAIT_MAX_SECONDS = 25;

export const BODY_MAX_BYTES = 32 * 1024;

/** Characters of a query as it comes, percent-encoded. */
export const QUERY_MAX_LENGTH = 8 * 1024;

/** Parameters of a query, with those that nobody knows. */
export const QUERY_MAX_PARAMETERS = 32;

/** Characters of a parameter as it comes, with its name: enough for each name, a unit of which has nine at most. */
export const QUERY_PARAMETER_MAX_LENGTH = 2_560;

/** Characters of a number in a query. */
export const QUERY_NUMBER_MAX_LENGTH = 64;

/** A key is 16 to 128 visible ASCII characters. */
export const KEY_PATTERN = /^[\x21-\x7e]{16,128}$/;

/** What a client may give as the `id` of a message. A server's own ids contain a `.`, so the two never meet. */
export const MESSAGE_ID_PATTERN = /^[A-Za-z0-9_-]+$/;

/*
 * What an answer may have at most: a client believes no server, and no option of a server may exceed these. Lengths are
 * UTF-16 code units, as received.
 */

/** Of an answer's body, uncompressed. */
export const ANSWER_MAX_BYTES = 2_000_000;
export const ANSWER_MESSAGES_MAX = 1_000;
export const ANSWER_PEOPLE_MAX = 10_000;
export const ANSWER_ROOMS_MAX = 1_000;
/** Addresses and features of a server. */
export const ANSWER_FACTS_MAX = 100;
/** Of what people wrote, and of what a server says in words. */
export const RECEIVED_TEXT_MAX = 65_536;
/** Of names, ids, epochs and everything else that is short. */
export const RECEIVED_NAME_MAX = 256;
export const RECEIVED_URL_MAX = 2_048;
/** The last second that a `Date` can have. */
export const TIMESTAMP_MAX_SECONDS = 8.64e12;
/** A longer `wait` than this is none that a server offers. */
export const RECEIVED_WAIT_MAX_SECONDS = 3_600;
/** A longer `Retry-After` counts as this. */
export const RETRY_AFTER_MAX_SECONDS = 300;
