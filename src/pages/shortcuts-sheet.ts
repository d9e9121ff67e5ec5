import { localized, msg } from '@lit/localize';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { icon } from '../components/icon.ts';
import { base, buttons, dialogs } from '../styles/shared.ts';
import { keyCap, SHORTCUTS } from './shortcuts.ts';

/** All shortcuts of the keyboard. */
@customElement('sala-shortcuts-sheet')
@localized()
export class ShortcutsSheet extends LitElement {
  static override styles = [base, buttons, dialogs, css`
    :host {
      display: contents;
    }
    dl {
      display: grid;
      gap: var(--space-2);
      margin: 0;
    }
    dl > div {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      justify-content: space-between;
      gap: var(--space-1) var(--space-3);
    }
    dd {
      margin: 0;
    }
    kbd {
      display: inline-block;
      min-inline-size: 1.75rem;
      padding: 0 var(--space-2);
      border: 1px solid var(--line-field);
      border-radius: var(--radius-small);
      background: var(--surface-side);
      font: inherit;
      font-size: var(--text-small);
      text-align: center;
    }
  `];

  @query('dialog') private readonly dialog!: HTMLDialogElement;

  open(): void {
    this.dialog.showModal();
  }

  override render(): TemplateResult {
    return html`
      <dialog aria-labelledby="title">
        <header>
          <h2 id="title">${msg('Keyboard shortcuts', { id: 'shortcuts' })}</h2>
          <button class="icon" aria-label=${msg('Close', { id: 'close' })} @click=${() => this.dialog.close()}>${icon('close')}</button>
        </header>
        <dl>
          ${SHORTCUTS.map(({ keys, words }) => html`
            <div><dt>${words()}</dt><dd>${keys.map((key) => html`<kbd>${keyCap(key)}</kbd> `)}</dd></div>`)}
        </dl>
      </dialog>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-shortcuts-sheet': ShortcutsSheet;
  }
}
