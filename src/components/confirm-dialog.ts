import { localized, msg } from '@lit/localize';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { base, buttons, dialogs } from '../styles/shared.ts';

/** Asks before something is done that cannot be undone. */
@customElement('sala-confirm-dialog')
@localized()
export class ConfirmDialog extends LitElement {
  static override styles = [base, buttons, dialogs, css`
    :host {
      display: contents;
    }
    .act {
      color: var(--danger);
    }
  `];

  @property() heading = '';
  /** What happens then. */
  @property() words = '';
  /** What the button is called that does it. */
  @property() action = '';
  /** What the other one is called; *Cancel* where nothing is said. */
  @property() instead = '';
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  #answer: ((isWanted: boolean) => void) | undefined;

  /** @returns whether it is wanted */
  async ask(): Promise<boolean> {
    await this.updateComplete;
    this.dialog.showModal();
    return new Promise((resolve) => { this.#answer = resolve; });
  }

  override render(): TemplateResult {
    return html`
      <dialog aria-labelledby="title" aria-describedby="words" @close=${() => this.answer(false)}>
        <header><h2 id="title">${this.heading}</h2></header>
        <p id="words">${this.words}</p>
        <div class="choices">
          <button class="primary" autofocus @click=${() => this.dialog.close()}>${this.instead || msg('Cancel', { id: 'cancel' })}</button>
          <button class="act" @click=${this.act}>${this.action}</button>
        </div>
      </dialog>
    `;
  }

  private act(): void {
    this.answer(true);
    this.dialog.close();
  }

  private answer(isWanted: boolean): void {
    this.#answer?.(isWanted);
    this.#answer = undefined;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-confirm-dialog': ConfirmDialog;
  }
}
