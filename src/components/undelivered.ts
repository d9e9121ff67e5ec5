import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { formatAgo } from '../locales/format.ts';
import type { PendingEntry } from './log-items.ts';

/** What its writer is told of a message that is not delivered; undefined where there is nothing to decide. */
export function undeliveredWords({ state, reason, at }: Pick<PendingEntry, 'state' | 'reason' | 'at'>): string | undefined {
  if (state === 'failed') return [msg('Not sent.', { id: 'notSent' }), reason].join(' ').trim();
  if (state === 'unsure') return [msg('Perhaps not delivered.', { id: 'perhapsNotDelivered' }), reason].join(' ').trim();
  if (state === 'late') return msg(str`Send now? Written ${formatAgo(at)}.`, { id: 'sendLate' });
  return undefined;
}

/** Below a message that is not delivered: why, and what its writer can do. */
export function undelivered(entry: PendingEntry, retry: () => void, discard: () => void): TemplateResult | typeof nothing {
  const words = undeliveredWords(entry);
  if (words === undefined) return nothing;
  return html`
    <div class="undelivered">
      <p>${words}</p>
      <span class="actions">
        <button class="plain" @click=${retry}>${entry.state === 'late' ? msg('Send now', { id: 'sendNow' }) : msg('Retry', { id: 'retry' })}</button>
        <button class="plain" @click=${discard}>${msg('Discard', { id: 'discard' })}</button>
      </span>
    </div>
  `;
}
