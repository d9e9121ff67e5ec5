import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { base, buttons, dialogs } from '../styles/shared.ts';
import { event } from './events.ts';
import { icon } from './icon.ts';

/** Which messages of a room one is told of. */
export type NotifyChoice = 'all' | 'mentions' | 'none';

/**
 * What one is told of a room while one looks elsewhere.
 *
 * @fires sala-notify - `NotifyChoice`, the one that was chosen
 * @fires sala-sound - boolean, whether there is to be a sound, in all rooms
 * @fires sala-permit - somebody wants notices, and is to be asked by the browser
 */
@customElement('sala-notify-dialog')
@localized()
export class NotifyDialog extends LitElement {
  static override styles = [base, buttons, dialogs, css`
    :host {
      display: contents;
    }
    fieldset {
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      margin-block-end: var(--space-1);
      padding: 0;
      color: var(--text-quiet);
      font-size: var(--text-small);
      overflow-wrap: anywhere;
    }
    label {
      display: flex;
      align-items: center;
      gap: min(var(--space-3), 3vw);
      min-block-size: var(--tap);
      padding-block: var(--space-1);
      overflow-wrap: anywhere;
      line-height: 1.3;
    }
    input {
      flex: none;
      inline-size: min(1.25rem, 24px);
      block-size: min(1.25rem, 24px);
      margin: 0;
      accent-color: var(--accent);
    }
    .sound {
      margin-block-start: var(--space-2);
      border-block-start: 1px solid var(--line);
      padding-block-start: var(--space-2);
    }
    .permission {
      margin-block-start: var(--space-3);
      color: var(--text-quiet);
      font-size: var(--text-small);
    }
    .permission button {
      inline-size: 100%;
      margin-block-start: var(--space-2);
      font-size: 1rem;
    }
  `];

  @property() room = '';
  @property() choice: NotifyChoice = 'all';
  @property({ type: Boolean }) sound = false;
  /** What the browser has been told; undefined where it has no notices for this page. */
  @property() permission: NotificationPermission | undefined;
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  show(): void {
    if (!this.dialog.open) this.dialog.showModal();
  }

  override render(): TemplateResult {
    return html`
      <dialog aria-labelledby="title">
        <header>
          <h2 id="title">${msg('Notifications', { id: 'notifyTitle' })}</h2>
          <button class="icon" aria-label=${msg('Close', { id: 'close' })} @click=${() => this.dialog.close()}>${icon('close')}</button>
        </header>
        <fieldset>
          <legend>${msg('While you look elsewhere, notify me in this room about', { id: 'notifyOf' })}</legend>
          ${this.option('all', msg('all messages', { id: 'notifyAll' }))}
          ${this.option('mentions', msg('messages that mention me', { id: 'notifyMentions' }))}
          ${this.option('none', msg('nothing', { id: 'notifyNone' }))}
        </fieldset>
        <label class="sound">
          <input type="checkbox" .checked=${this.sound}
            @change=${({ target }: Event) => this.dispatchEvent(event('sala-sound', (target as HTMLInputElement).checked))}>
          ${msg('With a sound, in all rooms', { id: 'notifySound' })}
        </label>
        ${this.permissionPart()}
      </dialog>
    `;
  }

  private option(choice: NotifyChoice, words: string): TemplateResult {
    return html`
      <label>
        <input type="radio" name="choice" .value=${choice} .checked=${this.choice === choice}
          @change=${() => this.dispatchEvent(event('sala-notify', choice))}>
        ${words}
      </label>
    `;
  }

  private permissionPart(): TemplateResult | typeof nothing {
    if (this.permission === 'default') {
      return html`
        <div class="permission">
          <p>${msg('Your device can show them too. The browser asks you first.', { id: 'notifyAsk' })}</p>
          <button @click=${() => this.dispatchEvent(event('sala-permit', null))}>${icon('bell')}${msg('Allow notifications', { id: 'notifyAllow' })}</button>
        </div>
      `;
    }
    if (this.permission !== 'denied') return nothing;
    return html`<p class="permission">${msg('Notifications of this page are blocked. The browser’s settings for this page allow them.', { id: 'notifyDenied' })}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-notify-dialog': NotifyDialog;
  }
}
