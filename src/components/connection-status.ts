import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatTime } from '../locales/format.ts';
import { plural } from '../locales/plural.ts';
import { base, buttons } from '../styles/shared.ts';
import { event } from './events.ts';

/**
 * Whether the server can be reached, and what waits for it.
 *
 * @fires sala-hurry - somebody wants it tried again at once
 */
@customElement('sala-connection-status')
@localized()
export class ConnectionStatus extends LitElement {
  static override styles = [base, buttons, css`
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-1) var(--space-4);
      font-size: var(--text-small);
    }
    [role='status'] {
      display: flex;
      flex: 1 1 12rem;
      align-items: baseline;
      gap: var(--space-2);
      color: var(--text-quiet);
    }
    [role='status']::before {
      content: '';
      flex: none;
      inline-size: 0.5rem;
      block-size: 0.5rem;
      border-radius: 50%;
      background: var(--text-quiet);
    }
    @media (forced-colors: active) {
      [role='status']::before {
        border: 0.25rem solid;
      }
    }
    .words {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--space-3);
      min-inline-size: 0;
    }
    .waiting {
      color: var(--text);
      font-weight: 550;
    }
    :host([state='connected']) [role='status']::before {
      background: var(--accent);
    }
    :host([state='offline']) [role='status'] {
      color: var(--warning);
    }
    :host([state='offline']) [role='status']::before {
      background: var(--warning);
    }
  `];

  @property({ reflect: true }) state: 'connecting' | 'connected' | 'offline' = 'connecting';
  /** Since when it is offline, in milliseconds since the Unix epoch. */
  @property({ type: Number }) since = 0;
  /** Why it is offline, in words. */
  @property() reason = '';
  /** How many messages wait to be sent. */
  @property({ type: Number, reflect: true }) waiting = 0;

  override render(): TemplateResult {
    return html`
      <span role="status" aria-atomic="false"><span class="words"><span .textContent=${this.words()}></span>${this.waiting > 0
        ? html` <span class="waiting" .textContent=${waitingWords(this.waiting)}></span>`
        : nothing}</span></span>
      ${this.state === 'offline'
        ? html`<button class="plain" @click=${() => this.dispatchEvent(event('sala-hurry', null))}>${msg('Try now', { id: 'tryNow' })}</button>`
        : nothing}
    `;
  }

  private words(): string {
    if (this.state === 'connected') return msg('Connected', { id: 'connected' });
    if (this.state === 'connecting') return msg('Connecting …', { id: 'connecting' });
    const since = formatTime(this.since);
    return msg(str`Offline since ${since}. ${this.reason}`, { id: 'offlineSince' });
  }
}

function waitingWords(waiting: number): string {
  return plural(waiting, 'waiting', { one: str`${waiting} message waiting`, other: str`${waiting} messages waiting` });
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-connection-status': ConnectionStatus;
  }
}
