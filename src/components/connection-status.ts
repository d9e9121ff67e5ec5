import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatTime } from '../locales/format.ts';
import { base, buttons } from '../styles/shared.ts';
import { event } from './events.ts';

/**
 * Whether the server can be reached.
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

  override render(): TemplateResult {
    return html`
      <span role="status">${this.words()}</span>
      ${this.state === 'offline'
        ? html`<button class="plain" @click=${() => this.dispatchEvent(event('sala-hurry', null))}>${msg('Try now', { id: 'tryNow' })}</button>`
        : ''}
    `;
  }

  private words(): string {
    if (this.state === 'connected') return msg('Connected', { id: 'connected' });
    if (this.state === 'connecting') return msg('Connecting …', { id: 'connecting' });
    const since = formatTime(this.since);
    return msg(str`Offline since ${since}. ${this.reason}`, { id: 'offlineSince' });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-connection-status': ConnectionStatus;
  }
}
