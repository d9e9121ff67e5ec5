import { RECEIVED_NAME_MAX, RECEIVED_TEXT_MAX, TIMESTAMP_MAX_SECONDS } from '../protocol/limits.ts';
import type { KeptEntry, KeptRoom } from './kept.ts';

/*
 * Older versions kept whatever a server had sent. What cannot have been sent by one that keeps to the protocol is brought
 * within its bounds when it is loaded.
 */

export function boundedEntry(entry: KeptEntry): KeptEntry {
  const timestamp = Math.min(entry.timestamp, TIMESTAMP_MAX_SECONDS);
  if (entry.kind === 'gap') return { ...entry, timestamp };
  const text = entry.text.slice(0, RECEIVED_TEXT_MAX);
  return entry.kind === 'message'
    ? { ...entry, timestamp, text, writer: entry.writer.slice(0, RECEIVED_NAME_MAX) }
    : { ...entry, timestamp, text, user: entry.user?.slice(0, RECEIVED_NAME_MAX) };
}

/** Of an incarnation that was received up to a time that does not exist, nothing has been received yet. */
export function boundedRoom(room: KeptRoom): KeptRoom {
  const isTime = (timestamp: number) => timestamp <= TIMESTAMP_MAX_SECONDS;
  return {
    ...room,
    epochs: room.epochs.map((one) => (isTime(one.cursor) ? one : { ...one, cursor: 0, coveredFrom: 0 })),
    readTo: room.readTo && isTime(room.readTo.timestamp) ? room.readTo : undefined,
  };
}
