import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Session } from '../chat/session.ts';
import { icon } from '../components/icon.ts';
import { plural } from '../locales/plural.ts';
import { KEPT_ENTRIES, withEpochGaps } from '../storage/merge.ts';
import { base, buttons, dialogs } from '../styles/shared.ts';
import { talkAsJson, talkAsText, talkFileName, type Talk } from './talk-file.ts';

/** For so long a file may be read from where it lies, in milliseconds. */
const FILE_STAYS_MS = 60_000;

/** Saves what this device keeps of the open room's talk, as a file. */
@customElement('sala-save-talk')
@localized()
export class SaveTalk extends LitElement {
  static override styles = [base, buttons, dialogs, css`
    :host {
      display: contents;
    }
  `];

  @property({ attribute: false }) session!: Session;
  @state() private talk: Talk | undefined;
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  async open(): Promise<void> {
    const { active, client, store } = this.session;
    if (!active) return;
    const entries = withEpochGaps(await store.entries(active.name, KEPT_ENTRIES));
    this.talk = { room: active.name, server: client.base, at: Date.now(), entries };
    await this.updateComplete;
    this.dialog.showModal();
  }

  override render(): TemplateResult {
    return html`
      <dialog aria-labelledby="title">
        <header>
          <h2 id="title">${msg('Save the talk', { id: 'saveTalk' })}</h2>
          <button class="icon" aria-label=${msg('Close', { id: 'close' })} @click=${() => this.dialog.close()}>${icon('close')}</button>
        </header>
        <p>${amountWords(this.talk?.entries.filter(({ kind }) => kind === 'message').length ?? 0)}</p>
        <div class="choices">
          <button @click=${() => this.save('txt')}>${msg('As text', { id: 'saveText' })}</button>
          <button @click=${() => this.save('json')}>${msg('As JSON', { id: 'saveJson' })}</button>
        </div>
      </dialog>
    `;
  }

  private save(ending: 'txt' | 'json'): void {
    if (!this.talk) return;
    const content = ending === 'txt' ? talkAsText(this.talk) : talkAsJson(this.talk);
    const type = ending === 'txt' ? 'text/plain;charset=utf-8' : 'application/json';
    const href = URL.createObjectURL(new Blob([content], { type }));
    Object.assign(document.createElement('a'), { href, download: talkFileName(this.talk, ending) }).click();
    // Not every browser has read it when the press has been.
    setTimeout(() => URL.revokeObjectURL(href), FILE_STAYS_MS);
    this.dialog.close();
  }
}

function amountWords(messages: number): string {
  return plural(messages, 'saveAmount', {
    one: str`This device keeps ${messages} message of this room. The file has it, with who came and went.`,
    other: str`This device keeps ${messages} messages of this room. The file has them, with who came and went.`,
  });
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-save-talk': SaveTalk;
  }
}
