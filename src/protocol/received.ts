import * as v from 'valibot';
import { RECEIVED_NAME_MAX, RECEIVED_TEXT_MAX, RECEIVED_URL_MAX, TIMESTAMP_MAX_SECONDS } from './limits.ts';

/*
 * The fields of answers. What a client gets is bounded, and else as it is: only the server checks characters.
 */

/** Seconds since the Unix epoch, as far as a `Date` goes. */
export const Timestamp = v.pipe(v.number(), v.minValue(0), v.maxValue(TIMESTAMP_MAX_SECONDS));

/** Any text of a server, no longer than this. */
const received = (max: number) => v.pipe(v.string(), v.maxLength(max));

export const ReceivedName = received(RECEIVED_NAME_MAX);
export const ReceivedText = received(RECEIVED_TEXT_MAX);
export const ReceivedUrl = received(RECEIVED_URL_MAX);

/** A list of a server. Its length is looked at before anything that is in it. */
export const receivedList = <Item extends v.GenericSchema>(item: Item, max: number) => v.pipe(
  v.custom<unknown[]>((list) => Array.isArray(list) && list.length <= max), v.array(item), v.maxLength(max),
);
