import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { plural } from '../locales/plural.ts';
import { MESSAGE_MAX_LENGTH } from '../protocol/limits.ts';
import { isBlank } from '../protocol/names.ts';
import { base, buttons, fields } from '../styles/shared.ts';
import { quoteOf } from '../text/quote.ts';
import { loadLater } from './code.ts';
import { cleanField } from './clean-fields.ts';
import type { Completion } from './completion.ts';
import { event } from './events.ts';
import { isComposing } from './guard-keys.ts';
import { icon } from './icon.ts';
import { insertText } from './insert-text.ts';

/** So many characters before the end somebody sees how many are left. */
const COUNTED_LENGTH = 200;

/** Of how many characters that are left a screen reader tells: of each one it would be a hail of words. */
const TOLD_LEFT = [0, 20, 50, 100, COUNTED_LENGTH];

/** What may be worth completing. */
const COMPLETED = /[@:]/;

/**
 * Where a message is written. Enter sends it, Shift+Enter breaks the line, the up arrow brings back one's last message.
 * Emoji and mentions are completed.
 *
 * @fires sala-send - the text, which a server will take
 * @fires sala-draft - the text as it is typed
 */
@customElement('sala-composer')
@localized()
export class Composer extends LitElement {
  static override styles = [base, buttons, fields, css`
    :host {
      position: relative;
      display: block;
    }
    form {
      display: flex;
      align-items: end;
      gap: var(--space-2);
    }
    textarea {
      display: block;
      flex: 1;
      min-inline-size: 0;
      max-block-size: min(12rem, calc(0.4 * var(--view-height)));
      border-radius: calc(var(--tap) / 2);
      padding: 0.55rem min(var(--space-4), 5vw);
      resize: none;
      field-sizing: content;
      line-height: 1.45;
      overflow-wrap: anywhere;
    }
    ::placeholder {
      white-space: nowrap;
    }
    button.primary {
      inline-size: var(--tap);
      padding: 0;
      border-radius: 50%;
    }
    /* On the border of the field, where it takes no room. */
    .left {
      position: absolute;
      inset-block-start: calc(-0.5 * var(--space-4));
      inset-inline-end: calc(var(--tap) + var(--space-5));
      padding-inline: var(--space-1);
      border-radius: var(--radius-small);
      background: var(--surface);
      color: var(--text-quiet);
      font-size: var(--text-small);
      font-variant-numeric: tabular-nums;
      line-height: 1rem;
    }
    .left.over {
      color: var(--danger);
      font-weight: 600;
    }
  `];

  /** What the room had unsent. Set anew when another room is opened. */
  @property() draft = '';
  /** Who can be mentioned, and who writes. */
  @property({ attribute: false }) people: readonly string[] | undefined;
  @property() username = '';
  /** One's last message, which the up arrow brings back. */
  @property({ attribute: 'last-own' }) lastOwn = '';
  @state() private problem = '';
  /** How many characters there are left; undefined as long as they are many. */
  @state() private left: number | undefined;
  /** How many there were when a screen reader was last told. */
  @state() private toldLeft: number | undefined;
  private toldDraft = '';
  @query('textarea') private readonly input!: HTMLTextAreaElement;
  /** Loaded when there is something to complete for the first time. */
  @state() private completion: Completion | undefined;

  override focus(): void {
    if (this.hasUpdated) this.input.focus();
    else void this.updateComplete.then(() => this.input.focus());
  }

  /** Puts a quote of a message before what is being written, which will be an answer to it. */
  quote(writer: string, text: string): void {
    this.put(quoteOf(writer, text) + this.input.value);
  }

  override render(): TemplateResult {
    const message = msg('Message', { id: 'message' });
    return html`
      ${this.problem ? html`<p class="problem" id="problem" role="alert" .textContent=${this.problem}></p>` : nothing}
      <form @submit=${this.submit}>
        <textarea rows="1" name="message" aria-label=${message} placeholder=${message} enterkeyhint="send" dir="auto"
          aria-invalid=${this.problem ? 'true' : 'false'} aria-describedby=${this.problem ? 'problem' : nothing}
          aria-autocomplete="list" aria-haspopup="listbox" aria-controls=${this.completion ? 'options' : nothing}
          aria-activedescendant=${this.completion?.active ?? nothing}
          @keydown=${this.press} @keyup=${this.moved} @click=${this.moved} @blur=${() => this.completion?.close()}
          @input=${this.type} @paste=${this.paste}></textarea>
        <button class="primary" aria-label=${msg('Send', { id: 'send' })}>${icon('send')}</button>
      </form>
      ${this.left === undefined
        ? nothing
        : html`<span class="left ${this.left < 0 ? 'over' : ''}" aria-hidden="true" translate="no" .textContent=${String(this.left).replace('-', '−')}></span>`}
      <p class="visually-hidden" role="status" .textContent=${this.toldLeft === undefined ? '' : leftWords(this.toldLeft)}></p>
      ${this.completion?.render()}
    `;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('draft') || this.draft === (this.hasUpdated ? this.input.value : '')) return;
    this.problem = '';
    this.count(this.draft.length);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('draft') || this.input.value === this.draft) return;
    this.input.value = this.draft;
    this.toldDraft = this.draft;
    this.grow();
    this.completion?.close();
  }

  private press(pressed: KeyboardEvent): void {
    if (isComposing(pressed) || this.completion?.press(pressed) || pressed.shiftKey) return;
    if (pressed.key === 'Enter') this.submit(pressed);
    if (pressed.key === 'ArrowUp') this.recall(pressed);
  }

  /** The caret may stand elsewhere. Escape has closed the list and would open it again. */
  private moved(moved: Event): void {
    if (!(moved instanceof KeyboardEvent) || /^(?:Arrow(?:Left|Right)|Home|End)$/.test(moved.key)) this.completion?.look();
  }

  private recall(pressed: KeyboardEvent): void {
    if (this.input.value !== '' || this.lastOwn === '' || pressed.ctrlKey || pressed.altKey || pressed.metaKey) return;
    pressed.preventDefault();
    this.put(this.lastOwn);
  }

  /** A picture alone would vanish without a word. */
  private paste(pasted: ClipboardEvent): void {
    const { files, types } = pasted.clipboardData ?? {};
    if (!files || files.length === 0 || types?.includes('text/plain')) return;
    pasted.preventDefault();
    this.refuseFiles();
  }

  /** Says that a file goes nowhere. */
  refuseFiles(): void {
    this.problem = msg('Sala sends text only for now.', { id: 'textOnly' });
  }

  /** As if it had been typed, with the caret behind it. */
  private put(text: string): void {
    insertText(this.input, text, 0, this.input.value.length);
  }

  /** Something got into the field or went out of it, in whatever way. */
  private type(typed: Event): void {
    const isUndone = typed instanceof InputEvent && typed.inputType.startsWith('history');
    if (!isUndone) cleanField(this.input);
    this.problem = '';
    this.grow();
    this.count(this.input.value.length);
    // What was undone would be completed at once again.
    if (isUndone) this.completion?.close();
    else this.complete();
    this.tellDraft(this.input.value);
  }

  /** Browsers fire once for each line of what is put into the field. */
  private tellDraft(text: string): void {
    if (text === this.toldDraft) return;
    this.toldDraft = text;
    this.dispatchEvent(event('sala-draft', text));
  }

  private submit(submitted: Event): void {
    submitted.preventDefault();
    const text = this.input.value;
    this.input.focus();
    this.problem = problemOf(text);
    if (this.problem || isBlank(text)) return;
    this.input.value = '';
    this.grow();
    this.count(0);
    this.completion?.close();
    this.tellDraft('');
    this.dispatchEvent(event('sala-send', text));
  }

  private complete(): void {
    if (this.completion) this.completion.look();
    else if (COMPLETED.test(this.input.value)) void this.loadCompletion();
  }

  /** Where it cannot be had, one types in full. */
  private async loadCompletion(): Promise<void> {
    const loaded = await loadLater(import('./completion.ts')).catch(() => undefined);
    if (!loaded || this.completion) return;
    this.completion = new loaded.Completion(this, {
      input: () => this.input,
      people: () => (this.people ?? []).filter((name) => name !== this.username),
    });
    if (this.matches(':focus-within')) this.completion.look();
  }

  private count(length: number): void {
    const left = MESSAGE_MAX_LENGTH - length;
    const toldAt = (one = Infinity) => TOLD_LEFT.find((step) => one <= step);
    if (toldAt(left) !== toldAt(this.toldLeft)) this.toldLeft = left > COUNTED_LENGTH ? undefined : left;
    this.left = left > COUNTED_LENGTH ? undefined : left;
  }

  /** Where the style sheet cannot make the field as high as its text. */
  private grow(): void {
    if (CSS.supports('field-sizing', 'content')) return;
    this.input.style.blockSize = 'auto';
    const border = this.input.offsetHeight - this.input.clientHeight;
    this.input.style.blockSize = `${this.input.scrollHeight + border}px`;
  }
}

function problemOf(text: string): string {
  if (text.length > MESSAGE_MAX_LENGTH) {
    return overWords(text.length - MESSAGE_MAX_LENGTH);
  }
  return '';
}

function overWords(over: number): string {
  return plural(over, 'messageTooLong', {
    one: str`This is ${over} character too long. Send it in parts.`,
    other: str`This is ${over} characters too long. Send it in parts.`,
  });
}

function leftWords(left: number): string {
  if (left < 0) return overWords(-left);
  return plural(left, 'charactersLeft', { one: str`${left} character left`, other: str`${left} characters left` });
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-composer': Composer;
  }
}
