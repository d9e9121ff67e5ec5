import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { dayOf } from '../locales/format.ts';
import { plural } from '../locales/plural.ts';
import { base, buttons } from '../styles/shared.ts';
import { writerColours } from '../styles/writers.ts';
import { ActiveMessage, type Messages } from './active-message.ts';
import { copyText } from './copy-text.ts';
import { event } from './events.ts';
import { EveryMinute } from './every-minute.ts';
import { icon } from './icon.ts';
import { logItem, type Surroundings } from './log-item.ts';
import { countAbove, lastTold, newestPending, toItems, writtenAfter, type LogEntry, type LogItem } from './log-items.ts';
import { LogWindow } from './log-window.ts';
import { messageLogStyles } from './message-log-styles.ts';
import { messageTextStyles } from './message-text-styles.ts';
import { ScrollPlace } from './scroll-place.ts';

/** What somebody wants to answer. */
export interface ReplyDetail {
  readonly writer: string;
  readonly text: string;
}

/** For how long it is said that something was copied, in milliseconds. */
const COPIED_MS = 2_000;

/** For so long a message that was looked for stands out, in milliseconds. */
const FOUND_SHOWS_MS = 3_000;

/**
 * What is said in a room. Follows the newest message while the reader is at the end, and stays where it is otherwise.
 *
 * @slot empty - what is said as long as nobody has written anything
 * @fires sala-earlier - the reader is close to the first entry, and there is more before it; once for each first entry
 * @fires sala-retry - the key of a message that is to be sent, after all or again
 * @fires sala-discard - the key of a message that is not to be sent
 * @fires sala-reply - the writer and the text of a message that somebody wants to answer
 */
@customElement('sala-message-log')
@localized()
export class MessageLog extends LitElement implements Messages {
  static override styles = [base, buttons, messageLogStyles, messageTextStyles, ...writerColours];

  @property({ attribute: false }) entries: readonly LogEntry[] = [];
  /** Whose messages are one's own. */
  @property() username = '';
  /** Who can be mentioned. */
  @property({ attribute: false }) people: readonly string[] | undefined;
  /** Whether there is more before the first entry. */
  @property({ type: Boolean, attribute: 'has-earlier' }) hasEarlier = false;
  /** The key of the message above which one had stopped reading. When there is one, it is brought in sight. */
  @property({ attribute: false }) firstUnread: string | undefined;
  /** What others have written since the reader left the end, by their keys. */
  @state() private news: readonly string[] = [];
  @state() private copied: string | undefined;
  @query('[role=log]') readonly region!: HTMLElement;
  @query('ol') private readonly list!: HTMLElement;
  readonly #active = new ActiveMessage(this);
  readonly #window = new LogWindow();
  #drawn: readonly LogEntry[] = [];
  #items: readonly LogItem[] = [];
  #place: ScrollPlace | undefined;
  /** Whether the update that goes on changes what is said, and whether it leads to the end. */
  #changes = true;
  #follows = true;
  /** Whether more is to be drawn of what is above. */
  #grows = false;
  /** The message that was active in the last update. */
  #wasActive: string | undefined;
  /** The last that was told while the reader was at the end, by its key. */
  #seen: string | undefined;
  /** The entry before which more was asked for. */
  #askedBefore: string | undefined;
  readonly #resized = new ResizeObserver(() => this.resized());
  readonly #around = {
    reply: ({ writer, text }: ReplyDetail) => this.dispatchEvent(event<ReplyDetail>('sala-reply', { writer, text })),
    copy: (entry: { key: string; text: string }) => void this.copy(entry),
    retry: (key: string) => this.dispatchEvent(event('sala-retry', key)),
    discard: (key: string) => this.dispatchEvent(event('sala-discard', key)),
    whole: new Set<string>(),
    showAll: (key: string) => void this.showAll(key),
  };

  constructor() {
    super();
    // Days are told from today, and how long ago something was written from now.
    this.addController(new EveryMinute(this, () => this.entries.length > 0));
  }

  get elements(): readonly HTMLElement[] {
    return [...this.list.children] as HTMLElement[];
  }

  keyOf(element: HTMLElement): string | undefined {
    const entry = this.#items[this.elements.indexOf(element)]?.entry;
    return entry && 'writer' in entry ? entry.key : undefined;
  }

  reply(key: string): void {
    const entry = this.#drawn.find((one) => one.key === key);
    if (entry?.kind === 'message') this.#around.reply(entry);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('beforeprint', this.drawAll);
    if (this.hasUpdated) this.#resized.observe(this.region);
  }

  protected override firstUpdated(): void {
    this.#place = new ScrollPlace(this.region, this.list);
    this.#resized.observe(this.region);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('beforeprint', this.drawAll);
    this.#resized.disconnect();
  }

  override render(): TemplateResult {
    const isEmpty = !this.hasEarlier && !this.entries.some((entry) => 'writer' in entry);
    const around: Surroundings = {
      ...this.#around, username: this.username, people: this.people, today: dayOf(Date.now()), active: this.#active.key,
      isCopied: this.copied !== undefined && this.copied === this.#active.key,
    };
    const { pressed, pointed, pointedAway, clicked, focused, left, keyed } = this.#active;
    return html`
      <div role="log" aria-label=${msg('Messages', { id: 'messages' })} aria-live="off" tabindex="0" @scroll=${this.scrolled}
        @pointerdown=${pressed} @pointerover=${pointed} @pointerleave=${pointedAway} @click=${clicked}
        @focusin=${focused} @focusout=${left} @keydown=${keyed}>
        ${isEmpty ? html`<slot name="empty"></slot>` : nothing}
        <ol role="list">
          ${repeat(this.#items, ({ entry }) => entry.key, (item) => html`
            <li class=${item.startsGroup ? 'start' : ''} tabindex=${'writer' in item.entry ? -1 : nothing} data-key=${item.entry.key}>${logItem(item, around)}</li>`)}
        </ol>
      </div>
      <span class="visually-hidden" aria-live="polite" .textContent=${this.copied === undefined ? '' : msg('Copied', { id: 'messageCopied' })}></span>
      ${this.news.length > 0
        ? html`<button class="news" @click=${this.showNews}><span .textContent=${newsWords(this.news.length)}></span>${icon('down')}</button>`
        : nothing}
    `;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#changes = !this.isBeside(changed);
    if (!this.#changes) return;
    const place = this.#place;
    const former = this.#drawn;
    this.#drawn = this.#window.of(this.entries, this.firstUnread, place?.isAtEnd ?? true);
    this.#items = toItems(this.#drawn, this.firstUnread);
    if (!place || place.isAtEnd) this.#seen = lastTold(this.entries);
    if (!place) return;
    place.hold();
    const above = countAbove(this.#drawn, former);
    const isSameEnd = former.at(-1)?.key === this.#drawn.at(-1)?.key;
    // What is put above moves nobody, also not by the little that still counts as the end.
    this.#follows = place.isAtEnd && !(above > 0 && isSameEnd);
    if (place.isAtEnd || !changed.has('entries')) return;
    const written = newestPending(this.#drawn);
    // Who writes wants to see it.
    this.#follows = written !== undefined && !former.some(({ key }) => key === written);
    this.news = this.#follows ? [] : writtenAfter(this.entries, this.#seen, this.username);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!this.#changes) return;
    this.#place?.restore(this.#follows);
    // Who reads further up, or was led there, stays.
    if (changed.has('firstUnread') && this.firstUnread !== undefined && this.#place?.isAtEnd) this.show('.unread');
    this.askForEarlier();
  }

  /** Whether nothing has changed but what can be done with a message, and what is told beside the talk: nothing moves for it. */
  private isBeside(changed: PropertyValues): boolean {
    const isActiveOther = this.#active.key !== this.#wasActive;
    this.#wasActive = this.#active.key;
    const isOther = isActiveOther || changed.size > 0;
    const isBeside = isOther && !this.#grows && [...changed.keys()].every((key) => key === 'news' || key === 'copied');
    this.#grows = false;
    return isBeside;
  }

  /** All that is loaded goes on paper. */
  private readonly drawAll = (): void => {
    this.#window.revealAll();
    this.#grows = true;
    this.requestUpdate();
    // The browser prints when this returns.
    this.performUpdate();
  };

  private resized(): void {
    this.#place?.restore();
    this.askForEarlier();
  }

  private scrolled(): void {
    this.#place?.scrolled();
    if (this.#place?.isAtEnd) this.seen();
    this.askForEarlier();
  }

  /** Nothing is new any more. */
  private seen(): void {
    this.#seen = lastTold(this.entries);
    if (this.news.length > 0) this.news = [];
  }

  /** Shows the first of the new messages. Where all of them fit, that is the end, which is followed from there. */
  private showNews(): void {
    const [first] = this.news;
    const place = this.#items.findIndex(({ entry }) => entry.key === first);
    this.seen();
    const item = this.elements[place];
    if (item) this.#place?.toItem(item);
    else this.#place?.toEnd();
    this.region.focus({ preventScroll: true });
  }

  /** Brings something in sight, as close to the end as that can be. */
  private show(selector: string): void {
    this.#place?.toEnd();
    const found = this.list.querySelector(selector);
    if (found) this.#place?.toItem(found);
  }

  private askForEarlier(): void {
    if (!this.hasEarlier) this.#askedBefore = undefined;
    if (!this.#place?.isNearStart) return;
    if (this.#window.hasMore) {
      this.#window.grow();
      this.#grows = true;
      // Not within the update that led here.
      queueMicrotask(() => this.requestUpdate());
      return;
    }
    const first = this.entries[0]?.key ?? '';
    if (!this.hasEarlier || first === this.#askedBefore) return;
    this.#askedBefore = first;
    this.dispatchEvent(event('sala-earlier', null));
  }

  /** Shows the whole of a long message, from where the reader is. */
  private async showAll(key: string): Promise<void> {
    this.#around.whole.add(key);
    if (this.#place) this.#place.isAtEnd = false;
    this.requestUpdate();
    await this.updateComplete;
    this.elements.find((element) => this.keyOf(element) === key)?.focus({ preventScroll: true });
  }

  private async copy({ key, text }: { key: string; text: string }): Promise<void> {
    // Where the browser does not let this page, the text can still be marked by hand.
    if (!(await copyText(text))) return;
    this.copied = key;
    setTimeout(() => { this.copied = undefined; }, COPIED_MS);
  }

  /** Brings an entry into the middle of the view, and the focus with it; nothing where there is none of this key. */
  async showMessage(key: string): Promise<void> {
    await this.updateComplete;
    if (this.#place && this.#window.reveal(key)) {
      this.#place.isAtEnd = false;
      this.#grows = true;
      this.requestUpdate();
      await this.updateComplete;
    }
    const found = [...this.list.children].find((item): item is HTMLElement => item instanceof HTMLElement && item.dataset['key'] === key);
    if (!found) return;
    found.tabIndex = -1;
    found.focus({ preventScroll: true });
    found.scrollIntoView({ block: 'center' });
    this.#place?.scrolled();
    found.animate({ backgroundColor: ['var(--own)', 'transparent'] }, FOUND_SHOWS_MS);
  }
}

function newsWords(count: number): string {
  return plural(count, 'newCount', { other: str`${count} new` });
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-message-log': MessageLog;
  }
}
