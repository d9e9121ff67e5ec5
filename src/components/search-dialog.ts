import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { findFolded, fold } from '../locales/fold.ts';
import { formatDay, formatTime } from '../locales/format.ts';
import { plural } from '../locales/plural.ts';
import { base, buttons, dialogs, fields } from '../styles/shared.ts';
import { withoutReversal } from '../text/markup.ts';
import { startOfCharacter } from '../text/shorten.ts';
import { event } from './events.ts';
import { icon } from './icon.ts';
import { rove } from './roving.ts';

/** A message that was found. */
export interface Found {
  readonly room: string;
  /** Names it in its room. */
  readonly key: string;
  readonly writer: string;
  readonly text: string;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

/** So many of a text's characters stand before what was found in it. */
const BEFORE = 40;
/** So many are shown of it. */
const SHOWN = 600;

/**
 * Searches in what this device keeps of the rooms.
 *
 * @fires sala-query - what is looked for, whenever that changes
 * @fires sala-show - the `Found` that somebody wants to see
 */
@customElement('sala-search-dialog')
@localized()
export class SearchDialog extends LitElement {
  static override styles = [base, buttons, fields, dialogs, css`
    :host {
      display: contents;
    }
    dialog {
      inline-size: min(36rem, calc(100vw - var(--room)));
      block-size: min(40rem, calc(100dvh - 2 * var(--space-4)));
      padding: 0;
    }
    .inner {
      display: grid;
      grid-template-rows: auto auto minmax(0, 1fr);
      block-size: 100%;
    }
    header,
    .what {
      padding-inline: min(var(--space-5), 6vw);
    }
    dialog header {
      margin: 0;
      padding-block: var(--space-3) var(--space-2);
    }
    .what {
      padding-block-end: var(--space-3);
    }
    .what p {
      min-block-size: 1.45em;
    }
    ul {
      padding: var(--space-1) var(--space-3) var(--space-3);
      overflow: auto;
      border-block-start: 1px solid var(--line);
    }
    li button {
      display: grid;
      gap: 0;
      justify-content: stretch;
      justify-items: start;
      inline-size: 100%;
      padding: var(--space-2) var(--space-3);
      border-color: transparent;
      font-weight: 400;
      text-align: start;
    }
    .place {
      color: var(--text-quiet);
      font-size: var(--text-small);
      overflow: clip;
      overflow-wrap: anywhere;
    }
    .text {
      display: -webkit-box;
      overflow: hidden;
      inline-size: 100%;
      overflow-wrap: anywhere;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 3;
    }
    mark {
      background: var(--own);
      color: inherit;
      font-weight: 650;
    }
    @media (forced-colors: active) {
      mark {
        background: Mark;
        color: MarkText;
      }
    }
  `];

  /** What was found by the last query; undefined as long as there is none. */
  @property({ attribute: false }) found: readonly Found[] | undefined;
  /** How many there are in all. */
  @property({ type: Number }) count = 0;
  /** What was looked for. */
  @property() looked = '';
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('input') private readonly input!: HTMLInputElement;

  open(): void {
    this.dialog.showModal();
    this.input.select();
  }

  close(): void {
    this.dialog.close();
  }

  override render(): TemplateResult {
    return html`
      <dialog aria-labelledby="title">
        <div class="inner">
          <header>
            <h2 id="title">${msg('Search', { id: 'search' })}</h2>
            <button class="icon" aria-label=${msg('Close', { id: 'close' })} @click=${this.close}>${icon('close')}</button>
          </header>
          <div class="what">
            <input type="search" aria-labelledby="title" aria-describedby="hint" autocomplete="off" spellcheck="false" autocorrect="off" enterkeyhint="search"
              autofocus dir="auto" @input=${() => this.dispatchEvent(event('sala-query', this.input.value))} @keydown=${this.press}>
            <p class="hint" id="hint" role="status" .textContent=${this.found ? countWords(this.count) : msg('In what this device keeps of your rooms.', { id: 'searchHint' })}></p>
          </div>
          ${this.found && this.found.length > 0 ? this.list(this.found) : nothing}
        </div>
      </dialog>
    `;
  }

  private list(found: readonly Found[]): TemplateResult {
    return html`
      <ul aria-label=${msg('Messages', { id: 'messages' })} @keydown=${rove}>
        ${repeat(found, ({ room, key }) => `${room}\n${key}`, (one) => html`<li>${this.entry(one)}</li>`)}
      </ul>
    `;
  }

  private entry(one: Found): TemplateResult {
    return html`
      <button @click=${() => this.show(one)}>
        <span class="place"><bdi>${one.room}</bdi> · <bdi>${one.writer}</bdi> · ${formatDay(one.at)}, ${formatTime(one.at)}</span>
        <span class="text" dir="auto">${marked(withoutReversal(one.text), this.looked)}</span>
      </button>
    `;
  }

  private press(pressed: KeyboardEvent): void {
    if (pressed.key !== 'ArrowDown') return;
    pressed.preventDefault();
    this.renderRoot.querySelector<HTMLElement>('li button')?.focus();
  }

  private show(one: Found): void {
    this.close();
    this.dispatchEvent(event('sala-show', one));
  }
}

/** A text from shortly before what was found in it, with that marked. */
function marked(text: string, looked: string): unknown[] {
  const places = findFolded(text, fold(looked.trim()));
  const first = places[0]?.[0] ?? 0;
  const start = first > 2 * BEFORE ? startOfCharacter(text, first - BEFORE) : 0;
  const end = startOfCharacter(text, start + SHOWN);
  const parts: unknown[] = [start > 0 ? '… ' : ''];
  let at = start;
  for (const [from, to] of places) {
    if (to > end) break;
    parts.push(text.slice(at, from), html`<mark>${text.slice(from, to)}</mark>`);
    at = to;
  }
  return [...parts, text.slice(at, end)];
}

function countWords(count: number): string {
  if (count === 0) return msg('Nothing found.', { id: 'foundNone' });
  return plural(count, 'found', { one: str`${count} message found`, other: str`${count} messages found` });
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-search-dialog': SearchDialog;
  }
}
