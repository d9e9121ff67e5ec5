import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { base, buttons, dialogs, fields } from '../styles/shared.ts';
import { event } from './events.ts';
import { icon } from './icon.ts';

/**
 * What can be chosen: for now the server.
 *
 * @fires sala-server - the address as typed
 */
@customElement('sala-settings-dialog')
@localized()
export class SettingsDialog extends LitElement {
  static override styles = [base, buttons, fields, dialogs, css`
    :host {
      display: contents;
    }
    .primary {
      inline-size: 100%;
    }
  `];

  /** The address of the server in use. */
  @property() server = '';
  /** What is wrong with the address, in words. */
  @property() problem = '';
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  show(): void {
    this.dialog.showModal();
  }

  close(): void {
    this.dialog.close();
  }

  override render(): TemplateResult {
    return html`
      <dialog aria-labelledby="title">
        <header>
          <h2 id="title">${msg('Settings', { id: 'settings' })}</h2>
          <button class="icon" aria-label=${msg('Close', { id: 'close' })} @click=${this.close}>${icon('close')}</button>
        </header>
        <form @submit=${this.submit}>
          <div class="field">
            <label for="server">${msg('Server address', { id: 'serverAddress' })}</label>
            <input id="server" .value=${this.server} inputmode="url" autocomplete="url" autocapitalize="none"
              spellcheck="false" aria-invalid=${this.problem ? 'true' : 'false'}
              aria-describedby=${this.problem ? 'problem hint' : 'hint'}>
            ${this.problem ? html`<span class="problem" id="problem" role="alert">${this.problem}</span>` : nothing}
            <p class="hint" id="hint">${msg('Each server has its own rooms, and its own name for you.', { id: 'serverHint' })}</p>
          </div>
          <button class="primary">${msg('Use this server', { id: 'useServer' })}</button>
        </form>
      </dialog>
    `;
  }

  private submit(submitted: Event): void {
    submitted.preventDefault();
    const typed = this.renderRoot.querySelector<HTMLInputElement>('#server')?.value ?? '';
    this.dispatchEvent(event('sala-server', typed));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-settings-dialog': SettingsDialog;
  }
}
