import { msg } from '@lit/localize';
import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { getLocale } from '../locales/locale.ts';
import { closedIn, isMeantAsTyped, peopleFor, startedIn, type Started } from '../text/completing.ts';
import { loadEmoji, type EmojiCodes } from '../text/emoji.ts';
import { loadLater } from './code.ts';
import { completionStyles } from './completion-styles.ts';
import { insertText } from './insert-text.ts';

const OPTIONS_MAX = 8;
/** Between the list and the field, in pixels. */
const GAP_PX = 8;

interface Option {
  readonly sign: string;
  readonly label: string;
  /** What is put in place of what was typed. */
  readonly text: string;
}

/** What the completion of a field works with. */
interface Field {
  readonly input: () => HTMLTextAreaElement;
  readonly people: () => readonly string[];
}

/**
 * Completes emoji and mentions in a field: a list above it, chosen from by keys while the focus stays in the field, or
 * by a pointer. A shortcode that is typed in full becomes its emoji without the list.
 *
 * It renders into the host's shadow root, because a field can name its active option only there. It is made once there is
 * one, and by a dynamic import: much is written without it.
 */
export class Completion implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #field: Field;
  #started: Started | undefined;
  #options: readonly Option[] = [];
  #active = 0;
  #hasMoved = false;
  /** Where what was typed begins for which no list is wanted any more. */
  #dismissed: number | undefined;
  #codes: EmojiCodes | undefined;
  #locale = '';

  constructor(host: ReactiveControllerHost & HTMLElement, field: Field) {
    this.#host = host;
    this.#field = field;
    if (completionStyles.styleSheet) host.shadowRoot?.adoptedStyleSheets.push(completionStyles.styleSheet);
    host.addController(this);
  }

  get isOpen(): boolean {
    return this.#options.length > 0;
  }

  /** The id of the option that Enter chooses. */
  get active(): string | undefined {
    return this.isOpen ? `option-${this.#active}` : undefined;
  }

  hostConnected(): void {
    addEventListener('resize', this.#place);
  }

  hostDisconnected(): void {
    removeEventListener('resize', this.#place);
    this.close();
  }

  hostUpdated(): void {
    const list = this.#list;
    if (!list || list.matches(':popover-open') === this.isOpen) {
      if (this.isOpen) this.#place();
      return;
    }
    list.togglePopover(this.isOpen);
    this.#place();
  }

  close(): void {
    this.#show(undefined, []);
    this.#dismissed = undefined;
  }

  /** Looks at what is in front of the caret. */
  look(): void {
    const { selectionStart, selectionEnd, value } = this.#field.input();
    const before = selectionStart === selectionEnd ? value.slice(0, selectionStart) : '';
    const closed = closedIn(before);
    const started = closed ?? startedIn(before);
    if (started?.kind === 'emoji' && !this.#hasCodes) void this.#load();
    if (!started) return this.close();
    const sign = closed && this.#hasCodes ? this.#codes?.find(closed.query) : undefined;
    if (sign !== undefined) return this.#put(sign, started.start);
    if (started.start !== this.#dismissed) this.#dismissed = undefined;
    this.#show(started, closed || this.#dismissed !== undefined ? [] : this.#optionsFor(started));
  }

  /** @returns whether the key was for the list, and is done with */
  press(pressed: KeyboardEvent): boolean {
    if (!this.isOpen || pressed.shiftKey || pressed.ctrlKey || pressed.altKey || pressed.metaKey) return false;
    if (pressed.key === 'ArrowDown') this.#move(1);
    else if (pressed.key === 'ArrowUp') this.#move(-1);
    else if (pressed.key === 'Tab' || (pressed.key === 'Enter' && this.#takesEnter)) this.#choose(this.#active);
    else if (pressed.key === 'Escape') this.#dismiss();
    else return false;
    pressed.preventDefault();
    pressed.stopPropagation();
    return true;
  }

  render(): TemplateResult {
    const label = this.#started?.kind === 'person' ? msg('People', { id: 'people' }) : msg('Emoji', { id: 'emoji' });
    return html`
      <ul id="options" role="listbox" tabindex="0" aria-label=${label} popover="manual" @pointerdown=${(pressed: Event) => pressed.preventDefault()}>
        ${this.#options.map(({ sign, label: name }, index) => html`
          <li role="option" id="option-${index}" aria-selected=${index === this.#active ? 'true' : 'false'}
            @click=${() => this.#choose(index)}><span class="sign" aria-hidden=${sign === '@' ? 'true' : 'false'}>${sign}</span
            ><span dir="auto">${name}</span></li>`)}
      </ul>
    `;
  }

  /** Somebody who has chosen by the arrows means the list. */
  get #takesEnter(): boolean {
    return this.#hasMoved || !this.#started || !isMeantAsTyped(this.#started, this.#field.people());
  }

  get #list(): HTMLElement | null | undefined {
    return this.#host.shadowRoot?.querySelector<HTMLElement>('#options');
  }

  get #hasCodes(): boolean {
    return this.#codes !== undefined && this.#locale === getLocale();
  }

  /** Where they cannot be had, what is typed stays as it is. */
  async #load(): Promise<void> {
    const locale = getLocale();
    try {
      this.#codes = await loadLater(loadEmoji(locale));
      this.#locale = locale;
    } catch {
      return;
    }
    if (this.#host.isConnected) this.look();
  }

  #optionsFor({ kind, query }: Started): Option[] {
    if (kind === 'person') {
      return peopleFor(query, this.#field.people(), OPTIONS_MAX).map((name) => ({ sign: '@', label: name, text: `@${name} ` }));
    }
    const found = this.#hasCodes ? this.#codes?.match(query, OPTIONS_MAX) : undefined;
    return (found ?? []).map(({ sign, code }) => ({ sign, label: `:${code}:`, text: sign }));
  }

  #show(started: Started | undefined, options: readonly Option[]): void {
    const isSame = options.length === this.#options.length && options.every(({ text }, at) => text === this.#options[at]?.text);
    this.#started = started;
    if (isSame) return;
    this.#options = options;
    this.#active = 0;
    this.#hasMoved = false;
    this.#host.requestUpdate();
  }

  #move(by: number): void {
    this.#hasMoved = true;
    this.#active = (this.#active + by + this.#options.length) % this.#options.length;
    this.#host.requestUpdate();
  }

  #dismiss(): void {
    this.#dismissed = this.#started?.start;
    this.#show(this.#started, []);
  }

  #choose(index: number): void {
    const option = this.#options[index];
    if (!option || !this.#started) return;
    const { start } = this.#started;
    this.#dismiss();
    this.#put(option.text, start);
  }

  /** In place of what is in front of the caret. A space that stands behind it already is not put twice. */
  #put(text: string, start: number): void {
    const input = this.#field.input();
    const end = input.selectionEnd;
    const isSpaced = text.endsWith(' ') && input.value.charAt(end) === ' ';
    insertText(input, text, start, isSpaced ? end + 1 : end);
  }

  readonly #place = (): void => {
    const list = this.#list;
    if (!this.isOpen || !list) return;
    const { left, right, top } = this.#field.input().getBoundingClientRect();
    const { clientWidth } = document.documentElement;
    const start = list.matches(':dir(rtl)') ? clientWidth - right : left;
    list.style.insetInlineStart = `${start}px`;
    list.style.bottom = `${document.documentElement.clientHeight - top + GAP_PX}px`;
    list.style.maxWidth = `${clientWidth - start - GAP_PX}px`;
    list.style.maxHeight = `${Math.max(0, top - 2 * GAP_PX)}px`;
    list.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  };
}
