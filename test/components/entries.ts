import type { LogEntry, PendingEntry } from '../../src/components/log-items.ts';

/** 23 November 2026, 19:05, where the test runs. */
export const EVENING = new Date(2026, 10, 23, 19, 5).getTime();

export const MINUTE = 60_000;

type Of<Kind extends LogEntry['kind']> = LogEntry & { kind: Kind };

export function message(writer: string, text: string, at = EVENING): Of<'message'> {
  return { kind: 'message', key: `${writer} ${at} ${text}`, writer, text, at };
}

export function pending(writer: string, text: string, state: PendingEntry['state'], reason = '', at = EVENING): PendingEntry {
  return { kind: 'pending', key: `pending ${text}`, writer, text, state, reason, at };
}

/** What the server made of a pending message. */
export function echo({ key, writer, text, at: writtenAt }: PendingEntry, at = writtenAt): Of<'message'> {
  return { kind: 'message', key, writer, text, at, writtenAt };
}

export function happening(text: string, event?: Of<'event'>['event'], user?: string): Of<'event'> {
  return { kind: 'event', key: `${event} ${user} ${text}`, text, event, user, at: EVENING };
}

export const gap: Of<'gap'> = { kind: 'gap', key: 'gap', at: EVENING };
