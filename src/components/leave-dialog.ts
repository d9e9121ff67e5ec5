import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { isSingular } from '../locales/plural.ts';
import { base, buttons, dialogs } from '../styles/shared.ts';
import { event } from './events.ts';

/**
 * Asks before a room is left in which something was written that nobody has.
 *
 * @fires sala-leave-anyway - it is to be left all the same
 */
@customElement('sala-leave-dialog')
@localized()
export class LeaveDialog extends LitElement {
  static override styles = [base, buttons, dialogs, css`
    :host {
      display: contents;
    }
    .choices {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(8rem, 100%), 1fr));
      gap: var(--space-2);
      margin-block-start: var(--space-5);
    }
    .leave {
      color: var(--danger);
    }
  `];

  @property() room = '';
  /** How many messages would be lost. It may become 0 while the dialog is open. */
  @property({ type: Number }) undelivered = 0;
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  show(): void {
    this.dialog.showModal();
  }

  close(): void {
    this.dialog.close();
  }

  override render(): TemplateResult {
    return html`
      <dialog aria-labelledby="title" aria-describedby="words">
        <header><h2 id="title">${msg(str`Leave ${this.room}?`, { id: 'leaveTitle' })}</h2></header>
        <p id="words">${lossWords(this.undelivered)}</p>
        <div class="choices">
          <button class="primary" autofocus @click=${this.close}>${msg('Stay', { id: 'stay' })}</button>
          <button class="leave" @click=${this.leave}>${msg('Leave', { id: 'leave' })}</button>
        </div>
      </dialog>
    `;
  }

  private leave(): void {
    this.close();
    this.dispatchEvent(event('sala-leave-anyway', null));
  }
}

function lossWords(undelivered: number): string {
  if (undelivered === 0) return msg('By now everything has been sent.', { id: 'lossNone' });
  return isSingular(undelivered)
    ? msg(str`${undelivered} message has not been sent and will be lost.`, { id: 'lossOne' })
    : msg(str`${undelivered} messages have not been sent and will be lost.`, { id: 'loss' });
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-leave-dialog': LeaveDialog;
  }
}
