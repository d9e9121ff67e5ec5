import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatDay, formatTime } from '../locales/format.ts';
import { base, buttons } from '../styles/shared.ts';
import { event } from './events.ts';
import { newestOfOthers, newestPending, toItems, type LogEntry, type LogItem } from './log-items.ts';
import { messageLogStyles } from './message-log-styles.ts';
import { messageText } from './message-text.ts';

/** How far from its end the log may be scrolled and still follow what is new, in pixels. */
const END_MARGIN_PX = 48;

type Pending = LogEntry & { kind: 'pending' };

/**
 * What is said in a room. Follows the newest message while the reader is at the end, and stays where it is otherwise.
 *
 * @slot empty - what is said as long as nobody has written anything
 * @fires sala-retry - the key of a message that is to be sent again
 * @fires sala-discard - the key of a message that is not to be sent
 */
@customElement('sala-message-log')
@localized()
export class MessageLog extends LitElement {
  static override styles = [base, buttons, messageLogStyles];

  @property({ attribute: false }) entries: readonly LogEntry[] = [];
  /** Whose messages are one's own. */
  @property() username = '';
  @state() private hasNews = false;
  @query('[role=log]') private readonly log!: HTMLElement;
  #isAtEnd = true;
  readonly #resized = new ResizeObserver(() => this.follow());

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#resized.observe(this.log);
  }

  protected override firstUpdated(): void {
    this.#resized.observe(this.log);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  /** Shows the newest message and follows from there. */
  private scrollToEnd(): void {
    this.#isAtEnd = true;
    this.hasNews = false;
    this.log.scrollTop = this.log.scrollHeight;
  }

  override render(): TemplateResult {
    return html`
      <div role="log" aria-label=${msg('Messages', { id: 'messages' })} aria-live="off" tabindex="0"
        @scroll=${this.scrolled}>
        ${this.entries.some((entry) => 'writer' in entry) ? nothing : html`<slot name="empty"></slot>`}
        <ol role="list">
          ${repeat(toItems(this.entries), ({ entry }) => entry.key, (item) => this.item(item))}
        </ol>
      </div>
      ${this.hasNews
        ? html`<button class="news" @click=${this.scrollToEnd}>${msg('New messages', { id: 'newMessages' })} ↓</button>`
        : nothing}
    `;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('entries') || this.#isAtEnd) return;
    const former = changed.get('entries') ?? [];
    const written = newestPending(this.entries);
    const news = newestOfOthers(this.entries, this.username);
    // Who writes wants to see it.
    this.#isAtEnd = written !== undefined && !former.some(({ key }) => key === written);
    this.hasNews = !this.#isAtEnd && (this.hasNews || news !== newestOfOthers(former, this.username));
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('entries')) this.follow();
  }

  private follow(): void {
    if (this.#isAtEnd) this.log.scrollTop = this.log.scrollHeight;
  }

  private scrolled(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.log;
    this.#isAtEnd = scrollHeight - scrollTop - clientHeight <= END_MARGIN_PX;
    if (this.#isAtEnd) this.hasNews = false;
  }

  private item({ entry, startsDay, startsGroup }: LogItem): TemplateResult {
    return html`
      <li class=${startsGroup ? 'start' : ''}>
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
        ${pending?.state === 'failed' ? this.failed(pending) : nothing}
      </div>
    `;
  }

  private failed({ key, reason }: Pending): TemplateResult {
    return html`
      <p class="failure">${msg('Not sent.', { id: 'notSent' })} ${reason}
        <span class="actions">
          <button class="plain" @click=${() => this.dispatchEvent(event('sala-retry', key))}>${msg('Retry', { id: 'retry' })}</button>
          <button class="plain" @click=${() => this.dispatchEvent(event('sala-discard', key))}>${msg('Discard', { id: 'discard' })}</button>
        </span>
      </p>
    `;
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
