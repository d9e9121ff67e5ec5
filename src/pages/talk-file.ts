import { gapWords, passageWords } from '../components/event-words.ts';
import { dayOf, formatDate, formatTime } from '../locales/format.ts';
import type { Message } from '../protocol/messages.ts';
import type { KeptEntry } from '../storage/kept.ts';
import { REVERSING, withoutReversal } from '../text/markup.ts';
import { quoteName } from '../text/quote-name.ts';

/** Whatever some program shows as the beginning of a line. */
const LINE_BREAK = /\r\n|(?!\t)[\p{Cc}\u2028\u2029]/gu;
/** Before what goes on: an entry begins at the edge of the page. */
const INDENT = '    ';

/** A room's talk to be saved. */
export interface Talk {
  readonly room: string;
  /** The server's base. */
  readonly server: string;
  /** When it is saved, in milliseconds since the Unix epoch. */
  readonly at: number;
  readonly entries: readonly KeptEntry[];
}

/** As people read it: days, then lines of time, writer and text. Nothing that somebody wrote looks like another entry. */
export function talkAsText({ room, server, entries }: Talk): string {
  const lines = [`${room} · ${server}`];
  let day = '';
  for (const entry of entries) {
    const at = entry.timestamp * 1_000;
    if (dayOf(at) !== day) lines.push('', formatDate(at), '');
    day = dayOf(at);
    lines.push(`${formatTime(at)}  ${withoutReversal(lineOf(entry)).replaceAll(LINE_BREAK, `\n${INDENT}`)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** As the protocol has it, with the room and its server. Where messages are missing before one, that says `"gap": true`. */
export function talkAsJson({ room, server, at, entries }: Talk): string {
  const messages = entries.flatMap((entry, index) =>
    entry.kind === 'gap' ? [] : [{ ...toMessage(entry), ...(entries[index - 1]?.kind === 'gap' ? { gap: true } : {}) }]);
  const json = JSON.stringify({ room, server, saved: at / 1_000, messages }, null, 2);
  return `${json.replaceAll(REVERSING, (control) => `\\u${control.charCodeAt(0).toString(16)}`)}\n`;
}

/** Where the file of a talk goes: with its day, and without what some system does not take. */
export function talkFileName({ room, at }: Talk, ending: 'txt' | 'json'): string {
  const day = new Date(at);
  const date = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  const name = withoutReversal(room).replaceAll(/[\\/:*?"<>|]/g, '_').replace(/^\.+/, '_');
  return `${name} ${date}.${ending}`;
}

function toMessage(entry: Exclude<KeptEntry, { kind: 'gap' }>): Message {
  const { timestamp } = entry;
  if (entry.kind === 'event') {
    const { text: message, event, user } = entry;
    return { type: 'system', message, timestamp, ...(event === undefined ? {} : { event }), ...(user === undefined ? {} : { user }) };
  }
  const { writer: username, text: message, id } = entry;
  return { type: 'message', username, message, timestamp, ...(id === undefined ? {} : { id }) };
}

function lineOf(entry: KeptEntry): string {
  if (entry.kind === 'gap') return gapWords();
  if (entry.kind === 'message') return `${quoteName(entry.writer)}: ${entry.text}`;
  const { event, user, text } = entry;
  // What a server says in its own words could be taken for somebody's.
  return event === undefined || user === undefined ? `— ${text}` : passageWords(event, quoteName(user));
}
