import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { isSingular } from '../locales/plural.ts';
import { MESSAGE_MAX_LENGTH } from '../protocol/limits.ts';
import { hasTextCharacters, isBlank } from '../protocol/names.ts';
import { base, buttons, fields } from '../styles/shared.ts';
import { event } from './events.ts';
import { icon } from './icon.ts';

/** The input method sends this for keys that it takes itself; WebKit says so only here. */
const KEY_CODE_OF_INPUT_METHOD = 229;

/**
 * Where a message is written. Enter sends it, Shift+Enter breaks the line.
 *
 * @fires sala-send - the text, which a server will take
 * @fires sala-draft - the text as it is typed
 */
@customElement('sala-composer')
@localized()
export class Composer extends LitElement {
  static override styles = [base, buttons, fields, css`
    :host {
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
  `];

  /** What the room had unsent. Set anew when another room is opened. */
  @property() draft = '';
  @state() private problem = '';
  @query('textarea') private readonly input!: HTMLTextAreaElement;

  override focus(): void {
    if (this.hasUpdated) this.input.focus();
    else void this.updateComplete.then(() => this.input.focus());
  }

  override render(): TemplateResult {
    const message = msg('Message', { id: 'message' });
    return html`
      ${this.problem ? html`<p class="problem" id="problem" role="alert">${this.problem}</p>` : nothing}
      <form @submit=${this.submit}>
        <textarea rows="1" name="message" aria-label=${message} placeholder=${message} enterkeyhint="send" dir="auto"
          aria-invalid=${this.problem ? 'true' : 'false'} aria-describedby=${this.problem ? 'problem' : nothing}
          @keydown=${this.press} @input=${this.type}></textarea>
        <button class="primary" aria-label=${msg('Send', { id: 'send' })}>${icon('send')}</button>
      </form>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('draft') || this.input.value === this.draft) return;
    this.input.value = this.draft;
    this.problem = '';
    this.grow();
  }

  private press(pressed: KeyboardEvent): void {
    // oxlint-disable-next-line typescript/no-deprecated -- in WebKit nothing else tells
    const isComposing = pressed.isComposing || pressed.keyCode === KEY_CODE_OF_INPUT_METHOD;
    if (pressed.key !== 'Enter' || pressed.shiftKey || isComposing) return;
    this.submit(pressed);
  }

  private type(): void {
    this.problem = '';
    this.grow();
    this.dispatchEvent(event('sala-draft', this.input.value));
  }

  private submit(submitted: Event): void {
    submitted.preventDefault();
    const text = this.input.value;
    this.input.focus();
    if (isBlank(text)) return;
    this.problem = problemOf(text);
    if (this.problem) return;
    this.input.value = '';
    this.grow();
    this.dispatchEvent(event('sala-draft', ''));
    this.dispatchEvent(event('sala-send', text));
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
    const over = text.length - MESSAGE_MAX_LENGTH;
    return isSingular(over)
      ? msg(str`This is ${over} character too long. Send it in parts.`, { id: 'messageTooLongOne' })
      : msg(str`This is ${over} characters too long. Send it in parts.`, { id: 'messageTooLong' });
  }
  if (!hasTextCharacters(text)) {
    return msg('This has characters that cannot be sent. Type it anew.', { id: 'messageCharacters' });
  }
  return '';
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-composer': Composer;
  }
}
