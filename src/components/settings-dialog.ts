import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { base, buttons, dialogs, fields } from '../styles/shared.ts';
import { event } from './events.ts';
import { icon } from './icon.ts';
import { problemLine, type Problem } from './problem.ts';
import './server-list.ts';
import type { ServerEntry } from './server-list.ts';

/**
 * What can be chosen: for now the server.
 *
 * @slot - what stands below it
 * @fires sala-server - the address as typed, or that of the server that was pressed
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
    h3 {
      margin: 0 0 var(--space-1);
      font-size: 1rem;
      font-weight: 550;
    }
    sala-server-list {
      margin-block: 0 var(--space-4);
      margin-inline: calc(-1 * var(--space-3));
    }
    ::slotted(*) {
      margin-block: var(--space-3) calc(-1 * var(--space-3));
    }
  `];

  /** Those to choose from. */
  @property({ attribute: false }) servers: readonly ServerEntry[] = [];
  /** The address of the server in use. */
  @property() server = '';
  /** The address of the demo. */
  @property() demo = '';
  /** What is wrong with the address that was typed. */
  @property({ attribute: false }) problem: Problem | undefined;
  /** Looking for the server: pressing again does nothing. */
  @property({ type: Boolean }) busy = false;
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('input') private readonly input!: HTMLInputElement;

  show(): void {
    // What was typed the last time, and not used.
    this.input.value = '';
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
        <h3>${msg('Server', { id: 'server' })}</h3>
        <sala-server-list .servers=${this.servers} .current=${this.server} .demo=${this.demo}></sala-server-list>
        <form novalidate @submit=${this.submit} aria-busy=${this.busy}>
          <div class="field">
            <label for="server">${msg('Address of another server', { id: 'otherServer' })}</label>
            <input id="server" inputmode="url" autocomplete="url" autocapitalize="none"
              spellcheck="false" aria-invalid=${this.problem ? 'true' : 'false'}
              aria-describedby=${this.problem ? 'problem hint' : 'hint'}>
            ${this.problem ? problemLine(this.problem, 'problem') : nothing}
            <p class="hint" id="hint">${msg('Each server has its own rooms, and its own name for you.', { id: 'serverHint' })}</p>
          </div>
          <button class="primary" aria-disabled=${this.busy}>${msg('Use this server', { id: 'useServer' })}</button>
        </form>
        <slot></slot>
      </dialog>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('problem') && this.problem && this.dialog.open) this.input.focus();
  }

  private submit(submitted: Event): void {
    submitted.preventDefault();
    if (!this.busy) this.dispatchEvent(event('sala-server', this.input.value));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-settings-dialog': SettingsDialog;
  }
}
