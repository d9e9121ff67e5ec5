import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { askToNotify, noticePermission, onNoticePermission } from '../pwa/notifications.ts';
import { base, buttons } from '../styles/shared.ts';

/** Offers to tell of new messages, until somebody has said yes or no. Where the browser cannot, there is nothing. */
@customElement('sala-notify-offer')
@localized()
export class NotifyOffer extends LitElement {
  static override styles = [base, buttons, css`
    :host {
      display: contents;
    }
    button.plain {
      justify-self: start;
      min-block-size: var(--tap);
      font-size: var(--text-small);
      font-weight: 400;
    }
  `];

  #end: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#end = onNoticePermission(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end?.();
  }

  override render(): TemplateResult | typeof nothing {
    if (noticePermission() !== 'default') return nothing;
    return html`<button class="plain" @click=${askToNotify}>${msg('Turn on notifications', { id: 'notifyOffer' })}</button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-notify-offer': NotifyOffer;
  }
}
