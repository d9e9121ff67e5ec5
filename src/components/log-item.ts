import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { keyed } from 'lit/directives/keyed.js';
import { clockKey, formatDay, formatMoment, formatTime } from '../locales/format.ts';
import { writerClass } from '../styles/writers.ts';
import { partOf } from '../text/part.ts';
import { eventWords } from './event-words.ts';
import { icon } from './icon.ts';
import type { LogEntry, LogItem } from './log-items.ts';
import { messageText } from './message-text.ts';
import { undelivered } from './undelivered.ts';

type Written = Extract<LogEntry, { kind: 'message' | 'pending' }>;
type Message = Extract<LogEntry, { kind: 'message' }>;

/** What an item of the log is drawn with, beside itself. */
export interface Surroundings {
  readonly username: string;
  /** Who can be mentioned. */
  readonly people: readonly string[] | undefined;
  /** The day that it is, as `dayOf` names it: days are told from there. */
  readonly today: string;
  /** The message that can be answered or copied now, by its key; and whether it has just been copied. */
  readonly active: string | undefined;
  readonly isCopied: boolean;
  /** The long messages that somebody wants to see as a whole, by their keys. */
  readonly whole: ReadonlySet<string>;
  showAll(key: string): void;
  reply(entry: Message): void;
  copy(entry: Message): void;
  retry(key: string): void;
  discard(key: string): void;
}

/** One place of the log. Made anew only where something of it is different: there may be hundreds of them. */
export function logItem(item: LogItem, around: Surroundings): unknown {
  const { entry, passages, startsDay, startsGroup, startsUnread } = item;
  const isActive = entry.key === around.active;
  // How long ago it was written changes by itself.
  const people = 'writer' in entry && entry.text.includes('@') ? around.people : undefined;
  const moment = entry.kind === 'pending' && entry.state === 'late' ? Date.now() : 0;
  return guard(
    [entry, passages.length, passages.at(-1), startsDay, startsGroup, startsUnread, isActive, isActive && around.isCopied,
      around.username, startsDay && around.today, clockKey(), moment, people, around.whole.has(entry.key)],
    () => content(item, around, isActive),
  );
}

function content(item: LogItem, around: Surroundings, isActive: boolean): TemplateResult {
  const { entry, startsDay, startsGroup, startsUnread } = item;
  return html`
    ${startsDay ? html`<p class="day"><span .textContent=${formatDay(entry.at)}></span></p>` : nothing}
    ${startsUnread ? html`<p class="unread"><span>${msg('New', { id: 'unreadLine' })}</span></p>` : nothing}
    ${entry.kind === 'message' || entry.kind === 'pending' ? message(entry, startsGroup, around, isActive) : html`<p class="event">${keyed(item.passages.at(-1), eventWords(item))}</p>`}
  `;
}

function message(entry: Written, startsGroup: boolean, around: Surroundings, isActive: boolean): TemplateResult {
  const isOwn = entry.writer === around.username;
  const pending = entry.kind === 'pending' ? entry : undefined;
  const part = around.whole.has(entry.key) ? undefined : partOf(entry.text);
  return html`
    <div class="message ${isOwn ? 'own' : ''} ${pending?.state ?? ''}">
      ${startsGroup
        ? html`<p class="by"><bdi class=${isOwn ? 'visually-hidden' : `writer ${writerClass(entry.writer)}`} translate="no" .textContent=${entry.writer}></bdi>
            <time translate="no" datetime=${new Date(entry.at).toISOString()} title=${formatMoment(entry.at)} .textContent=${formatTime(entry.at)}></time></p>`
        : nothing}
      <div class="text">${messageText(part ?? entry.text, around.people, around.username)}</div>
      ${part === undefined
        ? nothing
        : html`<button class="plain" @click=${() => around.showAll(entry.key)}>${msg('Show all', { id: 'showAll' })}</button>`}
      ${pending?.state === 'sending'
        ? html`<span class="visually-hidden">${msg('Sending', { id: 'sending' })}</span>`
        : nothing}
      ${pending ? undelivered(pending, () => around.retry(entry.key), () => around.discard(entry.key)) : nothing}
      ${isActive && entry.kind === 'message' ? tools(entry, around) : nothing}
    </div>
  `;
}

function tools(entry: Message, around: Surroundings): TemplateResult {
  const { writer } = entry;
  return html`
    <div class="tools">
      <button aria-label=${msg(str`Reply to ${writer}`, { id: 'messageReply' })} title=${msg('Reply', { id: 'reply' })}
        @click=${() => around.reply(entry)}>${icon('reply')}</button>
      <button aria-label=${msg('Copy text', { id: 'messageCopy' })} title=${msg('Copy text', { id: 'messageCopy' })}
        @click=${() => around.copy(entry)}>${icon(around.isCopied ? 'check' : 'copy')}</button>
    </div>
  `;
}
