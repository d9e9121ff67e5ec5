import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from '../styles/shared.ts';

/** Says what is new to screen readers, beside a log that is silent itself, so that old messages are never read out. */
@customElement('sala-announcer')
export class Announcer extends LitElement {
  static override styles = [base, css`
    :host {
      display: contents;
    }
  `];

  @property() text = '';

  override render(): TemplateResult {
    return html`<p class="visually-hidden" aria-live="polite" aria-atomic="true">${this.text}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-announcer': Announcer;
  }
}
