import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { loadLater } from '../components/code.ts';
import type { ManualWay } from '../components/install.ts';
import { installer } from '../pwa/installer.ts';

/** Offers to install Sala where that can be done from this page, and takes no place elsewhere. */
@customElement('sala-install-offer')
export class InstallOffer extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
    :host([hidden]) {
      display: none;
    }
  `;

  #unsubscribe: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unsubscribe = installer.subscribe(() => this.requestUpdate());
    // It may have changed while nobody listened.
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe?.();
  }

  protected override willUpdate(): void {
    this.hidden = installer.way === undefined;
    // Most pages that are open are installed already, or cannot be.
    if (!this.hidden) loadLater(import('../components/install.ts')).catch(() => {});
  }

  override render(): TemplateResult {
    const way: 'prompt' | ManualWay | undefined = installer.way;
    return html`<sala-install .way=${way} @sala-install=${() => installer.ask()}></sala-install>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-install-offer': InstallOffer;
  }
}
