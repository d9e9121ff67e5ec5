import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { formatBytes } from '../locales/bytes.ts';
import { plural } from '../locales/plural.ts';
import { base, buttons } from '../styles/shared.ts';
import './confirm-dialog.ts';
import type { ConfirmDialog } from './confirm-dialog.ts';
import { event } from './events.ts';
import { roomWords } from './server-list.ts';

/** What is kept in all. */
export interface KeptAmount {
  readonly rooms: number;
  readonly entries: number;
  /** Bytes, with the app itself; undefined where a browser does not say. */
  readonly bytes: number | undefined;
}

/**
 * What this device keeps, and a button that deletes it after asking.
 *
 * @fires sala-delete-all - all of it is to be deleted
 */
@customElement('sala-kept-summary')
@localized()
export class KeptSummary extends LitElement {
  static override styles = [base, buttons, css`
    :host {
      display: grid;
      gap: var(--space-3);
    }
    .delete {
      color: var(--danger);
    }
  `];

  @property({ attribute: false }) amount: KeptAmount = { rooms: 0, entries: 0, bytes: undefined };
  /** Deleting it has failed. */
  @property({ type: Boolean }) failed = false;
  @query('sala-confirm-dialog') private readonly confirm!: ConfirmDialog;

  override render(): TemplateResult {
    const { rooms, entries, bytes } = this.amount;
    const size = bytes === undefined ? [] : [msg(str`${formatBytes(bytes)} with the app itself`, { id: 'keptBytes' })];
    const deleteAll = msg('Delete everything', { id: 'deleteAll' });
    return html`
      <p>${[roomWords(rooms), entryWords(entries), ...size].join(' · ')}</p>
      <button class="delete" @click=${this.askToDelete}>${deleteAll}</button>
      ${this.failed
        ? html`<p role="alert">${msg('It could not be deleted. Close other windows of Sala, then try again.', { id: 'deleteFailed' })}</p>`
        : nothing}
      <sala-confirm-dialog .heading=${msg('Delete everything on this device?', { id: 'deleteTitle' })} .action=${deleteAll}
        .words=${msg('Rooms, messages, drafts, settings and the keys to your names are deleted from this device, for every server. What has not been sent is lost. Others see you in your rooms until the servers notice that you are gone. This cannot be undone.', { id: 'deleteWords' })}
      ></sala-confirm-dialog>
    `;
  }

  private async askToDelete(): Promise<void> {
    if (await this.confirm.ask()) this.dispatchEvent(event('sala-delete-all', null));
  }
}

function entryWords(entries: number): string {
  return plural(entries, 'keptEntries', {
    one: str`${entries} message or event`, other: str`${entries} messages and events`,
  });
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-kept-summary': KeptSummary;
  }
}
