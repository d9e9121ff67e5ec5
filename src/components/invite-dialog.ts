import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { base, buttons, dialogs, fields } from '../styles/shared.ts';
import { copyText } from './copy-text.ts';
import { icon } from './icon.ts';
import type { Invitation } from './invitation.ts';
import { qrCode } from './qr-code.ts';

/** Brings others into a room: by a code to scan, and by a link to copy or hand on. */
@customElement('sala-invite-dialog')
@localized()
export class InviteDialog extends LitElement {
  static override styles = [base, buttons, fields, dialogs, css`
    :host {
      display: contents;
    }
    .qr {
      display: block;
      inline-size: min(20rem, 100%);
      block-size: auto;
      margin: 0 auto var(--space-4);
      border-radius: var(--radius-small);
      forced-color-adjust: none;
    }
    p {
      margin-block-end: var(--space-4);
    }
    .qr + p {
      color: var(--text-quiet);
      text-align: center;
      text-wrap: balance;
    }
    code {
      display: block;
      margin-block-end: var(--space-5);
      padding: var(--space-3);
      border-radius: var(--radius-small);
      background: var(--surface-raised);
      font-family: ui-monospace, monospace;
      overflow-wrap: anywhere;
      user-select: all;
    }
    input {
      text-overflow: ellipsis;
    }
    dialog .choices {
      grid-template-columns: repeat(auto-fit, minmax(min(10rem, 100%), 1fr));
      margin-block-start: 0;
    }
    .said {
      min-block-size: 1.45em;
      margin-block: var(--space-2) 0;
      color: var(--text-quiet);
      font-size: var(--text-small);
      text-align: center;
    }
  `];

  @property() room = '';
  @property({ attribute: false }) invitation: Invitation = { kind: 'unknown' };
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('input') private readonly input!: HTMLInputElement | null;
  /** What has become of the link. */
  @state() private said = '';

  show(): void {
    this.said = '';
    if (!this.dialog.open) this.dialog.showModal();
  }

  override render(): TemplateResult {
    return html`
      <dialog aria-labelledby="title">
        <header>
          <h2 id="title">${msg(str`Invite to ${this.room}`, { id: 'inviteTo' })}</h2>
          <button class="icon" aria-label=${msg('Close', { id: 'close' })} @click=${() => this.dialog.close()}>${icon('close')}</button>
        </header>
        ${this.content()}
      </dialog>
    `;
  }

  private content(): TemplateResult {
    const { invitation } = this;
    switch (invitation.kind) {
      case 'link':
        return html`
          ${qrCode(invitation.url, msg('QR code of the link', { id: 'qrOfLink' }))}
          <p>${msg('Scan the code with a phone’s camera, or send the link.', { id: 'inviteHow' })}</p>
          ${this.link(invitation.url, msg('Link', { id: 'link' }))}
        `;
      case 'alone':
        return html`
          <p>${msg('The server listens to its own machine alone, so that nobody else can come. Start it like this, and open this again:', { id: 'inviteAlone' })}</p>
          <code>${invitation.command}</code>
          ${this.link(invitation.url, msg('Link for this machine', { id: 'linkHere' }))}
        `;
      case 'demo':
        return html`<p>${msg('The demo is in this browser alone: nobody else can come. Leave it to talk on a server.', { id: 'inviteDemo' })}</p>`;
      default:
        return html`<p role="status">${msg('The server has to say how others reach it, and does not answer yet.', { id: 'inviteUnknown' })}</p>`;
    }
  }

  private link(url: string, label: string): TemplateResult {
    // Not there on a page that is no secure context, whatever its type says.
    const share = navigator.share as Navigator['share'] | undefined;
    return html`
      <div class="field">
        <label for="link">${label}</label>
        <input id="link" readonly .value=${url} @focus=${() => this.input?.select()}>
      </div>
      <div class="choices">
        <button class="primary" autofocus @click=${() => this.copy(url)}>${icon('copy')}${msg('Copy', { id: 'copy' })}</button>
        ${share ? html`<button @click=${() => this.share(url)}>${icon('share')}${msg('Share', { id: 'share' })}</button>` : nothing}
      </div>
      <p class="said" role="status">${this.said}</p>
    `;
  }

  private async copy(url: string): Promise<void> {
    this.said = '';
    // Where it fails, the link is selected.
    this.input?.select();
    const isCopied = await copyText(url);
    // Of two equal words in a row the second would not be said.
    await this.updateComplete;
    this.said = isCopied
      ? msg('Copied.', { id: 'copied' })
      : msg('This browser does not let pages copy. The link is selected: copy it by hand.', { id: 'copyByHand' });
  }

  private async share(url: string): Promise<void> {
    try {
      await navigator.share({ title: msg(str`Invite to ${this.room}`, { id: 'inviteTo' }), url });
    } catch {
      // Somebody has thought better of it, or the system has nobody to share with: the link is there all the same.
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-invite-dialog': InviteDialog;
  }
}
