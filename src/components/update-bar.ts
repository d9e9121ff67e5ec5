import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base, buttons } from '../styles/shared.ts';
import { event } from './events.ts';

/**
 * Says that a new version of the app waits, and lets somebody take it. It is there from the start, empty: what comes
 * into a status later is read out.
 *
 * @fires sala-update - somebody wants the new version now
 */
@customElement('sala-update-bar')
@localized()
export class UpdateBar extends LitElement {
  static override styles = [base, buttons, css`
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: center;
      gap: var(--space-1) var(--space-4);
      background: var(--surface-raised);
      font-size: var(--text-small);
      line-height: 1.3;
    }
    :host([ready]) {
      padding-block: max(var(--space-1), var(--inset-top)) var(--space-1);
      padding-inline: max(var(--space-4), var(--inset-start)) max(var(--space-4), var(--inset-end));
      border-block-end: 1px solid var(--line);
    }
    /* Beside the button in two lines on a narrow phone, above it only where the letters are large. */
    p {
      flex: 1 1 6rem;
      max-inline-size: max-content;
    }
    button {
      border-color: var(--line-field);
      background: var(--surface);
    }
    @media print {
      :host {
        display: none;
      }
    }
  `];

  /** A new version waits. */
  @property({ type: Boolean, reflect: true }) ready = false;

  override render(): TemplateResult {
    return html`
      <p role="status">${this.ready ? msg('A new version of Sala is here.', { id: 'updateReady' }) : nothing}</p>
      ${this.ready
        ? html`<button @click=${() => this.dispatchEvent(event('sala-update', null))}>${msg('Reload', { id: 'updateTake' })}</button>`
        : nothing}
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-update-bar': UpdateBar;
  }
}
