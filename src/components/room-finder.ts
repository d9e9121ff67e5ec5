import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { fold } from '../locales/fold.ts';
import { normalizeName } from '../protocol/names.ts';
import { base, dialogs, fields } from '../styles/shared.ts';
import { event } from './events.ts';
import './guard-keys.ts';
import { roomProblem } from './name-problem.ts';
import { sentence, SLOT } from './sentence.ts';

interface Room {
  readonly name: string;
  readonly unread: number;
}

/** What can be chosen: a room that one is in, or one to join. */
interface Option {
  readonly name: string;
  readonly isNew: boolean;
}

/**
 * Finds a room by a part of its name, and offers to join one that is not there.
 *
 * @fires sala-enter - the name of the room that was chosen
 */
@customElement('sala-room-finder')
@localized()
export class RoomFinder extends LitElement {
  static override styles = [base, fields, dialogs, css`
    :host {
      display: contents;
    }
    dialog {
      margin-block-start: max(var(--space-4), 12dvh);
      padding: var(--space-3);
    }
    h2 {
      margin-block: var(--space-1) var(--space-3);
      padding-inline: var(--space-3);
    }
    ul {
      max-block-size: min(24rem, 60dvh);
      margin-block-start: var(--space-2);
      overflow: auto;
    }
    li {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      min-block-size: var(--tap);
      padding: var(--space-1) var(--space-3);
      border-radius: var(--radius);
      overflow-wrap: anywhere;
      cursor: pointer;
    }
    [aria-selected='true'] {
      background: var(--own);
    }
    @media (forced-colors: active) {
      [aria-selected='true'] {
        outline: 2px solid Highlight;
        outline-offset: -2px;
      }
    }
    .dot {
      inline-size: 0.5rem;
      block-size: 0.5rem;
      border-radius: 50%;
      background: var(--accent);
    }
  `];

  /** Those that one is in. */
  @property({ attribute: false }) rooms: readonly Room[] = [];
  @state() private typed = '';
  @state() private selected = 0;
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('input') private readonly input!: HTMLInputElement;

  open(): void {
    this.typed = this.input.value = '';
    this.selected = 0;
    this.dialog.showModal();
  }

  override render(): TemplateResult {
    const options = this.options();
    const label = msg('Find a room, or join one', { id: 'keyFind' });
    const problem = this.problem;
    return html`
      <dialog aria-labelledby="title">
        <h2 id="title">${msg('Find a room', { id: 'findRoom' })}</h2>
        <input role="combobox" aria-label=${label} aria-autocomplete="list" aria-expanded=${options.length > 0} aria-controls="rooms"
          aria-activedescendant=${options.length > 0 ? `option-${this.selected}` : nothing} placeholder=${msg('Room', { id: 'room' })}
          autocomplete="off" autocapitalize="none" spellcheck="false" autocorrect="off" enterkeyhint="go" dir="auto" autofocus
          @input=${this.type} @keydown=${this.press}>
        ${problem === '' ? nothing : html`<p class="hint" role="alert">${problem}</p>`}
        <ul id="rooms" role="listbox" aria-label=${msg('Rooms', { id: 'rooms' })} ?hidden=${options.length === 0}>
          ${options.map((option, index) => html`
            <li id=${`option-${index}`} role="option" aria-selected=${index === this.selected} @click=${() => this.choose(option)}>
              ${option.isNew ? sentence(msg(str`Join ${SLOT}`, { id: 'joinNamed' }), option.name) : html`<bdi>${option.name}</bdi>${this.mark(option)}`}
            </li>`)}
        </ul>
      </dialog>
    `;
  }

  protected override updated(): void {
    this.renderRoot.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  /** What is wrong with a name under which there is no room. */
  private get problem(): string {
    return normalizeName(this.typed) === '' ? '' : roomProblem(this.typed);
  }

  private options(): readonly Option[] {
    const wanted = fold(normalizeName(this.typed));
    const found = this.rooms.filter(({ name }) => fold(name).includes(wanted));
    const starts = ({ name }: Room) => Number(fold(name).startsWith(wanted));
    const options = found.toSorted((one, other) => starts(other) - starts(one)).map(({ name }) => ({ name, isNew: false }));
    const name = normalizeName(this.typed);
    const isOffered = name !== '' && this.problem === '' && !this.rooms.some((room) => room.name === name);
    return isOffered ? [...options, { name, isNew: true }] : options;
  }

  private mark({ name }: Option): TemplateResult | typeof nothing {
    const unread = this.rooms.find((room) => room.name === name)?.unread ?? 0;
    return unread > 0
      ? html`<span class="dot" aria-hidden="true"></span><span class="visually-hidden">${msg('unread', { id: 'unreadShort' })}</span>`
      : nothing;
  }

  private type(): void {
    this.typed = this.input.value;
    this.selected = 0;
  }

  private press(pressed: KeyboardEvent): void {
    const options = this.options();
    if (options.length === 0) return;
    const option = options[this.selected];
    if (pressed.key === 'Enter' && option) this.choose(option);
    else if (pressed.key === 'ArrowDown') this.selected = (this.selected + 1) % options.length;
    else if (pressed.key === 'ArrowUp') this.selected = (this.selected + options.length - 1) % options.length;
    else return;
    pressed.preventDefault();
  }

  private choose({ name }: Option): void {
    this.dialog.close();
    this.dispatchEvent(event('sala-enter', name));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-room-finder': RoomFinder;
  }
}
