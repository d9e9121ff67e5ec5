import type { ChatRoom } from '../../src/chat/room.ts';
import type { Place, Truth } from './truth.ts';

/** What was stored, and where. */
export interface StoredLine {
  readonly kind: 'stored';
  readonly place: Place;
  readonly text: string;
  /** Whether the reader wrote it. */
  readonly isOwn: boolean;
}

/** A line of a timeline, held against what the server stored. */
export type Line =
  | { readonly kind: 'gap' }
  | StoredLine
  /** What was stored at another time: a server with the base part alone does not tell when, so the client had to guess. */
  | { readonly kind: 'guessed'; readonly text: string }
  /** What the server never stored. */
  | { readonly kind: 'unknown'; readonly text: string };

/** Reads the timeline that a client shows of a room. */
export function readTimeline({ name, timeline }: ChatRoom, reader: string, truth: Truth): Line[] {
  return timeline.entries.map((entry): Line => {
    if (entry.kind === 'gap') return { kind: 'gap' };
    const { timestamp, text } = entry;
    const place = truth.find(name, timestamp, text);
    if (!place) return { kind: truth.has(name, text) ? 'guessed' : 'unknown', text };
    return { kind: 'stored', place, text, isOwn: entry.kind === 'message' && entry.writer === reader };
  });
}
