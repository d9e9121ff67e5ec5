import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatDay, formatTime } from '../locales/format.ts';
import { base, buttons } from '../styles/shared.ts';
import { event } from './events.ts';
import { EveryMinute } from './every-minute.ts';
import { countAbove, newestOfOthers, newestPending, toItems, type LogEntry, type LogItem, type PendingEntry } from './log-items.ts';
import { messageLogStyles } from './message-log-styles.ts';
import { messageText } from './message-text.ts';
import { ScrollPlace } from './scroll-place.ts';
import { undelivered } from './undelivered.ts';

/** For so long a message that was looked for stands out, in milliseconds. */
const FOUND_SHOWS_MS = 3_000;

/**
 * What is said in a room. Follows the newest message while the reader is at the end, and stays where it is otherwise.
 *
 * @slot empty - what is said as long as nobody has written anything
 * @fires sala-earlier - the reader is close to the first entry, and there is more before it; once for each first entry
 * @fires sala-retry - the key of a message that is to be sent, after all or again
 * @fires sala-discard - the key of a message that is not to be sent
 */
@customElement('sala-message-log')
@localized()
export class MessageLog extends LitElement {
  static override styles = [base, buttons, messageLogStyles];

  @property({ attribute: false }) entries: readonly LogEntry[] = [];
  /** Whose messages are one's own. */
  @property() username = '';
  /** Whether there is more before the first entry. */
  @property({ type: Boolean, attribute: 'has-earlier' }) hasEarlier = false;
  @state() private hasNews = false;
  @query('[role=log]') private readonly log!: HTMLElement;
  @query('ol') private readonly list!: HTMLElement;
  #place: ScrollPlace | undefined;
  /** Whether the update that goes on leads to the end. */
  #follows = true;
  /** The entry before which more was asked for. */
  #askedBefore: string | undefined;
  readonly #resized = new ResizeObserver(() => this.resized());

  constructor() {
    super();
    const hasLate = () => this.entries.some((entry) => entry.kind === 'pending' && entry.state === 'late');
    this.addController(new EveryMinute(this, hasLate));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#resized.observe(this.log);
  }

  protected override firstUpdated(): void {
    this.#place = new ScrollPlace(this.log, this.list);
    this.#resized.observe(this.log);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  override render(): TemplateResult {
    const isEmpty = !this.hasEarlier && !this.entries.some((entry) => 'writer' in entry);
    return html`
      <div role="log" aria-label=${msg('Messages', { id: 'messages' })} aria-live="off" tabindex="0"
        @scroll=${this.scrolled}>
        ${isEmpty ? html`<slot name="empty"></slot>` : nothing}
        <ol role="list">
          ${repeat(toItems(this.entries), ({ entry }) => entry.key, (item) => this.item(item))}
        </ol>
      </div>
      ${this.hasNews
        ? html`<button class="news" @click=${this.showEnd}>${msg('New messages', { id: 'newMessages' })} ↓</button>`
        : nothing}
    `;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.#place) return;
    this.#place.hold();
    const former = changed.get('entries') ?? this.entries;
    const above = countAbove(this.entries, former);
    const isSameEnd = former.at(-1)?.key === this.entries.at(-1)?.key;
    // What is put above moves nobody, also not by the little that still counts as the end.
    this.#follows = this.#place.isAtEnd && !(above > 0 && isSameEnd);
    if (this.#place.isAtEnd || !changed.has('entries')) return;
    const written = newestPending(this.entries);
    // Who writes wants to see it.
    this.#follows = written !== undefined && !former.some(({ key }) => key === written);
    const news = newestOfOthers(this.entries.slice(above), this.username);
    this.hasNews = !this.#follows && (this.hasNews || news !== newestOfOthers(former, this.username));
  }

  protected override updated(): void {
    this.#place?.restore(this.#follows);
    this.askForEarlier();
  }

  private resized(): void {
    this.#place?.restore();
    this.askForEarlier();
  }

  private scrolled(): void {
    this.#place?.scrolled();
    if (this.#place?.isAtEnd) this.hasNews = false;
    this.askForEarlier();
  }

  /** Shows the newest message and follows from there. */
  private showEnd(): void {
    this.hasNews = false;
    this.#place?.toEnd();
  }

  private askForEarlier(): void {
    if (!this.hasEarlier) this.#askedBefore = undefined;
    const first = this.entries[0]?.key ?? '';
    if (!this.hasEarlier || first === this.#askedBefore || !this.#place?.isNearStart) return;
    this.#askedBefore = first;
    this.dispatchEvent(event('sala-earlier', null));
  }

  private item({ entry, startsDay, startsGroup }: LogItem): TemplateResult {
    return html`
      <li class=${startsGroup ? 'start' : ''} data-key=${entry.key}>
        ${startsDay ? html`<p class="day"><span>${formatDay(entry.at)}</span></p>` : nothing}
        ${'writer' in entry ? this.message(entry, startsGroup) : html`<p class="event">${words(entry)}</p>`}
      </li>
    `;
  }

  private message(entry: LogEntry & { kind: 'message' | 'pending' }, startsGroup: boolean): TemplateResult {
    const isOwn = entry.writer === this.username;
    const pending = entry.kind === 'pending' ? entry : undefined;
    return html`
      <div class="message ${isOwn ? 'own' : ''} ${pending?.state ?? ''}">
        ${startsGroup
          ? html`<p class="by"><span class=${isOwn ? 'visually-hidden' : 'writer'} dir="auto">${entry.writer}</span>
              <time datetime=${new Date(entry.at).toISOString()}>${formatTime(entry.at)}</time></p>`
          : nothing}
        <p class="text">${messageText(entry.text)}</p>
        ${pending?.state === 'sending'
          ? html`<span class="visually-hidden">${msg('Sending', { id: 'sending' })}</span>`
          : nothing}
        ${pending ? this.undelivered(pending) : nothing}
      </div>
    `;
  }

  private undelivered(entry: PendingEntry): TemplateResult | typeof nothing {
    const answer = (type: string) => () => this.dispatchEvent(event(type, entry.key));
    return undelivered(entry, answer('sala-retry'), answer('sala-discard'));
  }

  /** Brings an entry into the middle of the view, and the focus with it; nothing where there is none of this key. */
  async showMessage(key: string): Promise<void> {
    await this.updateComplete;
    const found = [...this.list.children].find((item): item is HTMLElement => item instanceof HTMLElement && item.dataset['key'] === key);
    if (!found) return;
    found.tabIndex = -1;
    found.focus({ preventScroll: true });
    found.scrollIntoView({ block: 'center' });
    this.#place?.scrolled();
    found.animate({ backgroundColor: ['var(--own)', 'transparent'] }, FOUND_SHOWS_MS);
  }
}

/** Events say who, so that they can be told in the reader's language; a server that does not gives its own text. */
function words(entry: LogEntry & { kind: 'event' | 'gap' }): string {
  if (entry.kind === 'gap') return msg('Some messages are no longer on the server', { id: 'gap' });
  const { event: what, user } = entry;
  if (user === undefined) return entry.text;
  if (what === 'joined') return msg(str`${user} joined the room`, { id: 'eventJoined' });
  if (what === 'left') return msg(str`${user} left the room`, { id: 'eventLeft' });
  if (what === 'timed_out') return msg(str`${user} was away for too long`, { id: 'eventTimedOut' });
  return entry.text;
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-message-log': MessageLog;
  }
}
