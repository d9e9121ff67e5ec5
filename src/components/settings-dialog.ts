import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { base, buttons, dialogs, fields } from '../styles/shared.ts';
import { event } from './events.ts';
import { icon } from './icon.ts';
import './kept-summary.ts';
import type { KeptAmount } from './kept-summary.ts';
import './name-form.ts';
import type { NameForm } from './name-form.ts';
import './preference-fields.ts';
import type { Choices } from './preference-fields.ts';
import { problemLine, type Problem } from './problem.ts';
import './server-list.ts';
import type { ServerEntry } from './server-list.ts';

/**
 * What can be chosen.
 *
 * @slot - a section of its own
 * @fires sala-server - the address as typed, or that of the server that was pressed
 * @fires sala-forget - the base of a server that is to be forgotten
 * @fires sala-rename - the name that one wants
 * @fires sala-choose - a part of {@link Choices}
 * @fires sala-delete-all - all that this device keeps is to be deleted
 * @fires sala-shortcuts - somebody wants to see the shortcuts of the keyboard
 */
@customElement('sala-settings-dialog')
@localized()
export class SettingsDialog extends LitElement {
  static override styles = [base, buttons, fields, dialogs, css`
    :host {
      display: contents;
    }
    dialog header {
      margin-block-end: 0;
    }
    section {
      padding-block: var(--space-4);
      border-block-start: 1px solid var(--line);
    }
    section:last-of-type {
      padding-block-end: 0;
    }
    summary {
      align-content: center;
      min-block-size: var(--tap);
      cursor: pointer;
    }
    form {
      margin-block-start: var(--space-2);
    }
    form button {
      inline-size: 100%;
    }
    h3 {
      margin: 0 0 var(--space-2);
      font-size: 1rem;
      font-weight: 650;
    }
    sala-server-list {
      margin-block: 0 var(--space-2);
      margin-inline: calc(-1 * min(var(--space-3), 4vw));
    }
    ::slotted(*) {
      padding-block: var(--space-2);
      border-block-start: 1px solid var(--line);
    }
    .about {
      display: grid;
      justify-items: start;
      gap: var(--space-1);
      color: var(--text-quiet);
    }
    .about a,
    .about .plain {
      display: inline-flex;
      align-items: center;
      min-block-size: var(--tap);
      color: var(--accent);
      font-weight: 400;
      text-underline-offset: 0.2em;
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
  /** One's name on the server in use; empty where one has none to change. */
  @property() username = '';
  /** How many rooms one is in there. */
  @property({ type: Number }) rooms = 0;
  /** Getting another name. */
  @property({ type: Boolean }) renaming = false;
  @property({ attribute: false }) nameProblem: Problem | undefined;
  @property({ attribute: false }) choices: Choices | undefined;
  @property({ attribute: false }) amount: KeptAmount | undefined;
  @property({ type: Boolean, attribute: 'delete-failed' }) deleteFailed = false;
  @property() version = '';
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('#server') private readonly input!: HTMLInputElement;
  @query('details') private readonly details!: HTMLDetailsElement;
  @query('sala-name-form') private readonly nameForm!: NameForm | null;

  get isOpen(): boolean {
    return this.dialog.open;
  }

  show(): void {
    if (this.dialog.open) return;
    // What was typed the last time, and not used.
    this.input.value = '';
    this.details.open = false;
    this.nameForm?.reset();
    this.dialog.showModal();
    this.dialog.scrollTop = 0;
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
        ${this.username === '' ? nothing : html`
          <section>
            <sala-name-form .username=${this.username} .rooms=${this.rooms} ?busy=${this.renaming} .problem=${this.nameProblem}></sala-name-form>
          </section>`}
        ${this.choices ? html`<section><sala-preference-fields .choices=${this.choices}></sala-preference-fields></section>` : nothing}
        ${this.serverSection()}
        ${this.amount ? html`
          <section>
            <h3>${msg('On this device', { id: 'onThisDevice' })}</h3>
            <sala-kept-summary .amount=${this.amount} ?failed=${this.deleteFailed}></sala-kept-summary>
          </section>` : nothing}
        <slot></slot>
        ${this.about()}
      </dialog>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('problem') || !this.problem || !this.dialog.open) return;
    this.details.open = true;
    this.input.focus();
  }

  private serverSection(): TemplateResult {
    return html`
      <section>
        <h3>${msg('Server', { id: 'server' })}</h3>
        <sala-server-list .servers=${this.servers} .current=${this.server} .demo=${this.demo}></sala-server-list>
        <details>
          <summary>${msg('Use another server', { id: 'addServer' })}</summary>
          <form novalidate @submit=${this.submit} aria-busy=${this.busy}>
            <div class="field">
              <label for="server">${msg('Address of another server', { id: 'otherServer' })}</label>
              <input id="server" inputmode="url" autocorrect="off" autocomplete="url" autocapitalize="none"
                spellcheck="false" aria-invalid=${this.problem ? 'true' : 'false'}
                aria-describedby=${this.problem ? 'problem hint' : 'hint'}>
              ${this.problem ? problemLine(this.problem, 'problem') : nothing}
              <p class="hint" id="hint">${msg('Each server has its own rooms, and its own name for you.', { id: 'serverHint' })}</p>
            </div>
            <button aria-disabled=${this.busy}>${msg('Use this server', { id: 'useServer' })}</button>
          </form>
        </details>
      </section>
    `;
  }

  private about(): TemplateResult | typeof nothing {
    if (this.version === '') return nothing;
    return html`
      <section>
        <h3>${msg('About', { id: 'about' })}</h3>
        <div class="about">
          <p>${msg(str`Sala ${this.version}`, { id: 'version' })}</p>
          <button class="plain" @click=${() => this.dispatchEvent(event('sala-shortcuts', null))}>${msg('Keyboard shortcuts', { id: 'shortcuts' })}</button>
          <a href="./licences.txt" target="_blank" rel="noopener">${msg('Licences of the libraries in it', { id: 'licences' })}</a>
        </div>
      </section>
    `;
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
