import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { ChatRoom } from '../chat/room.ts';
import type { Session } from '../chat/session.ts';
import '../components/announcer.ts';
import type { Announcer } from '../components/announcer.ts';
import { loadLater } from '../components/code.ts';
import '../components/composer.ts';
import type { Composer } from '../components/composer.ts';
import '../components/confirm-dialog.ts';
import type { ConfirmDialog } from '../components/confirm-dialog.ts';
import '../components/connection-status.ts';
import { event } from '../components/events.ts';
import { icon, mark } from '../components/icon.ts';
import '../components/join-form.ts';
import type { JoinForm, JoinProblem } from '../components/join-form.ts';
import '../components/message-log.ts';
import '../components/people-list.ts';
import '../components/room-list.ts';
import { base, buttons, dialogs } from '../styles/shared.ts';
import { Announcements } from './announcements.ts';
import { chatPageStyles } from './chat-page-styles.ts';
import { failureWords } from './failure-words.ts';
import { lastOwn, type Reply } from './last-own.ts';
import { MediaQuery } from './media-query.ts';
import { LogEntries } from './log-entries.ts';
import { mayTakeFocus } from './focus.ts';
import { PreferencesController } from './preferences-controller.ts';
import { preferences } from './preferences.ts';
import './room-tools.ts';
import type { RoomTools } from './room-tools.ts';
import { hrefOf } from './route.ts';
import { BASES } from './servers.ts';
import { SessionController } from './session-controller.ts';
import { countUndecided, countUndelivered, leaveTitle, lossWords } from './undelivered.ts';

/**
 * Rooms, talk and people of somebody who is in at least one room.
 *
 * @fires sala-join - from a form for another room
 * @fires sala-leave - the room that is to be left
 * @fires sala-unshare - what was shared is not wanted any more
 * @fires sala-rooms - on a phone, back from the talk to the rooms
 * @fires sala-settings - somebody wants to choose
 * @fires sala-open - the name of a dialog that is to be opened
 */
@customElement('sala-chat-page')
@localized()
export class ChatPage extends LitElement {
  static override styles = [base, buttons, dialogs, chatPageStyles];

  @property({ attribute: false }) session!: Session;
  /** The room that the address names, also where one is not in it. */
  @property() room: string | undefined;
  @property({ type: Boolean }) busy = false;
  @property({ attribute: false }) problem: JoinProblem | undefined;
  /** What was shared into Sala and waits for a room to be chosen. */
  @property() shared = '';
  /** Which pane a phone shows. */
  @property({ reflect: true }) pane: 'rooms' | 'talk' = 'rooms';
  /** As in the styles. */
  readonly #phone = new MediaQuery(this, '(width < 48rem)');
  @query('#join-dialog') private readonly joinDialog!: HTMLDialogElement;
  @query('#people-dialog') private readonly peopleDialog!: HTMLDialogElement;
  @query('sala-confirm-dialog') private readonly confirm!: ConfirmDialog | null;
  @query('sala-composer') private readonly composer!: Composer | null;
  @query('main sala-join-form') private readonly joinHere!: JoinForm | null;
  @query('sala-room-tools') private readonly tools!: RoomTools | null;
  @query('sala-announcer') private readonly announcer!: Announcer;
  readonly #controller = new SessionController(this);
  readonly #announcements = new Announcements();
  readonly #entries = new LogEntries();
  /** What the talk showed last: a room, or the name of one that one is not in. */
  #place: ChatRoom | string | undefined;
  #hasShown = false;

  constructor() {
    super();
    this.addController(new PreferencesController(this));
  }

  protected override firstUpdated(): void {
    // The talk does without: who has no network now is offered notices the next time.
    loadLater(import('./notify-offer.ts')).catch(() => {});
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#controller.follow(this.session);
    if (changed.has('room')) this.pane = this.room === undefined ? 'rooms' : 'talk';
  }

  protected override updated(changed: PropertyValues<this>): void {
    const news = this.#announcements.next(this.session.active, this.session.username);
    if (news !== undefined) this.announcer.announce(news);
    const place = this.session.active ?? this.room;
    const hasMoved = !this.#hasShown || place !== this.#place;
    this.#hasShown = true;
    this.#place = place;
    if (!hasMoved && !changed.has('room')) return;
    this.joinDialog.close();
    this.peopleDialog.close();
    if (mayTakeFocus()) (this.composer ?? this.joinHere)?.focus();
  }

  override render(): TemplateResult {
    const { session } = this;
    const { connection, username } = session;
    const isOffline = connection.state === 'offline';
    const rooms = session.rooms.map((room) => ({
      name: room.name, href: hrefOf(room.name, session.client.base, BASES), unread: room.unread,
      undelivered: countUndecided(room), isLost: room.failure !== undefined,
      isMuted: preferences.isMuted(session.client.base, room.name),
    }));
    // On a phone that shows the rooms they are all there is, and the page needs a main part and a heading.
    const isAlone = this.pane === 'rooms' && this.#phone.matches;
    return html`
      <section class="rooms" role=${isAlone ? 'main' : 'complementary'}>
        <header>
          <span class="brand" role=${isAlone ? 'heading' : nothing} aria-level=${isAlone ? 1 : nothing}>${mark()}Sala</span>
          <button class="icon search" aria-label=${msg('Search', { id: 'search' })} @click=${() => this.dispatchEvent(event('sala-open', 'search'))}>${icon('search')}</button>
          <button class="icon" aria-label=${msg('Settings', { id: 'settings' })}
            @click=${() => this.dispatchEvent(event('sala-settings', null))}>${icon('settings')}</button>
        </header>
        ${this.problem && !this.problem.field && this.pane === 'rooms' ? html`<p class="notice" role="alert">${this.problem.text}</p>` : nothing}
        ${this.shared ? this.sharing() : nothing}
        <sala-room-list .rooms=${rooms} .active=${session.active?.name}></sala-room-list>
        <footer>
          <button @click=${this.askForRoom}>${icon('plus')}${msg('Join another room', { id: 'joinAnother' })}</button>
          <div>
            <p class="me">${msg(str`You are ${username}`, { id: 'youAre' })}</p>
            <sala-notify-offer></sala-notify-offer>
          </div>
        </footer>
      </section>
      <main class="talk">${keyed(session.active, session.active ? this.talk(session.active) : this.noRoom())}</main>
      ${session.active ? this.people(session.active) : nothing}
      <sala-connection-status .state=${connection.state} .since=${isOffline ? connection.since : 0}
        .reason=${isOffline ? failureWords(connection.failure) : ''} .waiting=${session.waiting}></sala-connection-status>
      <sala-announcer></sala-announcer>
      <dialog id="join-dialog" aria-labelledby="join-title">
        <header>
          <h2 id="join-title">${msg('Join another room', { id: 'joinAnother' })}</h2>
          ${this.closeButton(() => this.joinDialog.close())}
        </header>
        ${this.joinForm('')}
      </dialog>
      <dialog id="people-dialog" aria-labelledby="people-title">
        <header>
          <h2 id="people-title">${msg('People', { id: 'people' })}</h2>
          ${this.closeButton(() => this.peopleDialog.close())}
        </header>
        ${session.active ? this.peopleList(session.active) : nothing}
      </dialog>
    `;
  }

  private sharing(): TemplateResult {
    return html`
      <section class="sharing">
        <h2>${msg('Choose a room for this', { id: 'shareWhere' })}</h2>
        <p dir="auto">${this.shared}</p>
        <button @click=${() => this.dispatchEvent(event('sala-unshare', null))}>${msg('Do not share', { id: 'shareNot' })}</button>
      </section>
    `;
  }

  private talk(room: ChatRoom): TemplateResult {
    const invite = msg('Invite', { id: 'invite' });
    const people = msg('People', { id: 'people' });
    const problem = room.failure ? failureWords(room.failure) : this.problem?.text;
    return html`
      <header>
        ${this.back()}
        <h1 dir="auto" translate="no" .textContent=${room.name}></h1>
        <button class="show-people" aria-label=${people} @click=${() => this.peopleDialog.showModal()}>
          ${icon('people')}<span class="label">${people}</span>
        </button>
        <button aria-label=${invite} @click=${() => this.tools?.invite()}>${icon('invite')}<span class="label">${invite}</span></button>
        <sala-room-tools .session=${this.session} .room=${room}>
          <button @click=${() => this.dispatchEvent(event('sala-open', 'save'))}>${icon('save')}${msg('Save the talk', { id: 'saveTalk' })}</button>
          <button @click=${() => this.leave(room)}>${icon('leave')}${msg('Leave room', { id: 'leaveRoom' })}</button>
        </sala-room-tools>
      </header>
      ${problem ? html`<p class="notice" role="alert" .textContent=${problem}></p>` : nothing}
      <sala-message-log .entries=${this.#entries.of(room, this.session.username)} .username=${this.session.username}
        .firstUnread=${this.#entries.firstUnread(room, this.session.username)}
        .hasEarlier=${room.hasEarlier} .people=${room.people} @sala-earlier=${() => this.session.loadEarlier(room)}
        @sala-reply=${({ detail }: CustomEvent<Reply>) => this.composer?.quote(detail.writer, detail.text)}
        @sala-retry=${({ detail }: CustomEvent<string>) => this.session.retry(room, detail)}
        @sala-discard=${({ detail }: CustomEvent<string>) => this.session.discard(room, detail)}>
        ${room.people ? html`<p slot="empty">${this.emptyWords(room.people)}</p>` : nothing}
      </sala-message-log>
      <div class="compose">
        <sala-composer .draft=${room.draft} .people=${room.people} .username=${this.session.username}
          .lastOwn=${lastOwn(room, this.session.username)}
          @sala-draft=${({ detail }: CustomEvent<string>) => this.session.saveDraft(room, detail)}
          @sala-send=${({ detail }: CustomEvent<string>) => this.session.send(room, detail)}></sala-composer>
      </div>
      <sala-confirm-dialog .heading=${leaveTitle(room)} .words=${lossWords(countUndelivered(room))}
        .instead=${msg('Stay', { id: 'stay' })} .action=${msg('Leave', { id: 'leave' })}></sala-confirm-dialog>
    `;
  }

  private emptyWords(people: readonly string[]): string | TemplateResult {
    return people.some((name) => name !== this.session.username)
      ? msg('Nothing has been written here yet. Say hello!', { id: 'emptyRoom' })
      : html`${msg('Nobody else is here yet.', { id: 'aloneInRoom' })}
          <button class="plain" @click=${() => this.tools?.invite()}>${msg('Invite somebody', { id: 'inviteSomebody' })}</button>`;
  }

  private noRoom(): TemplateResult {
    if (this.room === undefined) {
      return html`
        <section class="empty">
          <h1>${msg('Choose a room, or join another one', { id: 'chooseRoom' })}</h1>
          ${this.joinForm('')}
        </section>
      `;
    }
    return html`
      <header>${this.back()}<h1 dir="auto">${this.room}</h1></header>
      <section class="empty">
        <h2>${msg('You are not in this room yet', { id: 'notInRoom' })}</h2>
        ${this.joinForm(this.room)}
      </section>
    `;
  }

  private back(): TemplateResult {
    return html`<a class="back" href="#/" @click=${this.goToRooms} aria-label=${msg('Back to the rooms', { id: 'back' })}>${icon('back')}</a>`;
  }

  private goToRooms(click: Event): void {
    click.preventDefault();
    this.dispatchEvent(event('sala-rooms', null));
  }

  private people(room: ChatRoom): TemplateResult {
    return html`
      <aside class="people" aria-labelledby="people-heading">
        <h2 id="people-heading">${msg('People', { id: 'people' })}</h2>
        ${this.peopleList(room)}
      </aside>
    `;
  }

  private peopleList({ people }: ChatRoom): TemplateResult {
    const { server, username } = this.session;
    return html`<sala-people-list .people=${people} .username=${username}
      ?untold=${server !== undefined && !this.session.can('people')}></sala-people-list>`;
  }

  /** Asks before a room is left in which something was written that nobody has. */
  private async leave(room: ChatRoom): Promise<void> {
    if (countUndelivered(room) === 0 || await this.confirm?.ask()) this.dispatchEvent(event('sala-leave', room));
  }

  private joinForm(room: string): TemplateResult {
    return html`<sala-join-form .username=${this.session.username} .room=${room} ?busy=${this.busy}
      .problem=${this.problem}></sala-join-form>`;
  }

  private closeButton(close: () => void): TemplateResult {
    return html`<button class="icon" aria-label=${msg('Close', { id: 'close' })} @click=${close}>${icon('close')}</button>`;
  }

  /** Opens the form for one more room. */
  askForRoom(): void {
    const form = this.joinDialog.querySelector<JoinForm>('sala-join-form');
    form?.reset();
    this.joinDialog.showModal();
    form?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-chat-page': ChatPage;
  }
}
