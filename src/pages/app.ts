import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { ServerClient } from '../api/client.ts';
import { systemClock } from '../chat/clock.ts';
import { toFailure } from '../chat/failure.ts';
import type { ChatRoom } from '../chat/room.ts';
import { Session } from '../chat/session.ts';
import type { JoinDetail, JoinProblem } from '../components/join-form.ts';
import '../components/demo-bar.ts';
import '../components/update-bar.ts';
import { idle } from '../pwa/idle.ts';
import { keepForGood } from '../pwa/persistence.ts';
import type { Device } from '../storage/device.ts';
import { onTakeOver } from '../pwa/registration.ts';
import { arrivalOf, isArrival, putShared } from './arrival.ts';
import { loadChatPage, loadChatPageAhead, loadFindAddress } from './chat-page-code.ts';
import type { ChatPage } from './chat-page.ts';
import { demoObstacle, openDemo, silenceDemo } from './demo.ts';
import { openOwnDevice } from './device.ts';
import './dialogs.ts';
import type { DialogName, Dialogs } from './dialogs.ts';
import { failureWords, fieldOf } from './failure-words.ts';
import './install-offer.ts';
import { unopenedWords } from './loading.ts';
import type { Notices } from './notices.ts';
import { goToRooms, hrefOf, markAboveRooms, placeOf, showRooms, showTalk } from './route.ts';
import { BASES, serverBeforeDemo, serverOf } from './servers.ts';
import { SessionController } from './session-controller.ts';
import { UpdateController } from './update-controller.ts';
import './welcome-page.ts';

/** The app: one session at a time, and which page shows it. */
@customElement('sala-app')
@localized()
export class SalaApp extends LitElement {
  static override styles = css`
    :host, div {
      display: block;
      block-size: 100%;
    }
    div {
      display: grid;
      grid-template-rows: auto auto minmax(0, 1fr);
    }
    sala-update-bar {
      grid-row: 2;
    }
    sala-chat-page, sala-welcome-page {
      grid-row: 3;
    }
    sala-demo-bar ~ *, sala-update-bar[ready] ~ * {
      --inset-top: 0px;
    }
  `;

  readonly #arrival = arrivalOf(location, BASES);
  /** What the address leads to. */
  readonly #place = this.#arrival?.invitation ?? placeOf(location.hash, BASES);
  @state() private session: Session | undefined;
  @state() private room = this.#place.room;
  /** What was shared into Sala and waits for a room. */
  @state() private shared = this.#arrival?.shared ?? '';
  @state() private busy = false;
  @state() private problem: JoinProblem | undefined;
  /** Loaded with the page of rooms and talk. */
  @state() private notices: Notices | undefined;
  @query('sala-dialogs') private readonly dialogs!: Dialogs;
  @query('sala-chat-page') private readonly chatPage!: ChatPage | null;
  readonly #controller = new SessionController(this);
  readonly #update = new UpdateController(this);
  #device!: Device;
  #listening: AbortController | undefined;
  /** The name of the room that is being left. */
  #leaving: string | undefined;
  /** The demo being started, for which joining waits. */
  #startingDemo: Promise<void> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const { signal } = (this.#listening = new AbortController());
    addEventListener('hashchange', ({ oldURL }) => void this.navigated(oldURL), { signal });
    addEventListener('online', () => this.session?.hurry(), { signal });
    addEventListener('offline', () => this.session?.doubt(), { signal });
    document.addEventListener('visibilitychange', () => this.session?.setVisible(document.visibilityState === 'visible'), { signal });
    onTakeOver(async () => {
      this.session?.close();
      await this.#update.silence();
      await silenceDemo();
    });
    void this.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listening?.abort();
    this.session?.close();
  }

  protected override willUpdate(): void {
    if (this.session && this.session.rooms.length > 0 && !this.notices) this.needChatPage().catch(() => {});
    if (this.session && putShared(this.shared, this.session)) this.shared = '';
  }

  override render(): TemplateResult | typeof nothing {
    const { session } = this;
    this.#controller.follow(session);
    if (!session) return nothing;
    const isDemo = session.client.base === BASES.demo;
    // A room that is just being left is no invitation to it.
    const room = this.room === this.#leaving ? undefined : this.room;
    const page = session.rooms.length > 0 && this.notices
      ? html`<sala-chat-page .session=${session} .room=${room} .busy=${this.busy} .problem=${this.problem}
          .shared=${this.shared} @sala-unshare=${this.unshare} @sala-leave=${this.leave} @sala-rooms=${this.goToRooms}></sala-chat-page>`
      : html`<sala-welcome-page .session=${session} .room=${room ?? ''} .busy=${this.busy} .problem=${this.problem}
          ?asks-server=${this.asksServer(session)} ?is-demo=${isDemo} @sala-demo=${this.tryDemo}></sala-welcome-page>`;
    return html`
      <div @sala-join=${this.join} @sala-settings=${() => this.dialogs.open('settings')} @sala-open=${({ detail }: CustomEvent<DialogName>) => this.dialogs.open(detail)} @sala-opened=${this.opened} @sala-hurry=${() => session.hurry()}>
        ${isDemo ? html`<sala-demo-bar @sala-leave-demo=${this.leaveDemo}></sala-demo-bar>` : nothing}
        <sala-update-bar ?ready=${this.#update.waits} @sala-update=${this.#update.take}></sala-update-bar>
        ${page}
        <sala-dialogs .session=${session} .device=${this.#device} .useServer=${this.useServer}></sala-dialogs>
      </div>
    `;
  }

  protected override updated(): void {
    if (this.session) document.querySelector('#first-paint')?.remove();
    this.notices?.look(this.session);
    if (this.session) this.#update.follow(this.session);
  }

  private async start(): Promise<void> {
    // What the address asks for is done once: a reload does not ask again.
    const { room, server = BASES.own } = this.#place;
    if (this.#arrival) history.replaceState(null, '', location.pathname + (room === undefined ? '' : hrefOf(room, server, BASES)));
    this.#device = await openOwnDevice();
    const chosen = await this.#device.server();
    // Who has been in a room is likely to be in one, and nobody else needs it yet.
    if (chosen !== undefined) loadChatPageAhead();
    await this.use(await serverOf(this.#place, chosen ?? BASES.own, this.#device));
    await this.arrive();
    await idle();
    loadChatPageAhead();
  }

  private async needChatPage(): Promise<void> {
    this.notices = await loadChatPage();
  }

  private async arrive(): Promise<void> {
    if (this.#arrival?.wantsDemo && this.session?.client.base !== BASES.demo && !demoObstacle()) await this.tryDemo();
    if (this.#arrival?.lostShared) this.problem = { text: msg('Sala did not get what you shared. Share it once more.', { id: 'shareLost' }) };
    if (!this.#arrival?.asksForRoom) return;
    await this.updateComplete;
    await this.chatPage?.updateComplete;
    this.chatPage?.askForRoom();
  }

  /** Starts the demo in this page, and says so where that fails. */
  private async hasDemo(): Promise<boolean> {
    try {
      await openDemo(BASES.own);
      return true;
    } catch {
      if (!(await this.#update.look())) this.problem = { text: msg('The demo could not be loaded. It needs the network once.', { id: 'demoFailed' }) };
      return false;
    }
  }

  private async tryDemo(): Promise<void> {
    this.problem = undefined;
    this.#startingDemo ??= (async () => {
      if (await this.hasDemo()) await this.switchTo(BASES.demo);
      this.#startingDemo = undefined;
    })();
    await this.#startingDemo;
  }

  private async leaveDemo(): Promise<void> {
    await this.switchTo(await serverBeforeDemo(this.#device));
  }

  /** Begins a session on a server, in the room that the address names, else in the one that was last open there. */
  private async use(wanted: string): Promise<void> {
    const server = wanted === BASES.demo && !(await this.hasDemo()) ? await serverBeforeDemo(this.#device) : wanted;
    this.session?.close();
    const client = new ServerClient(server);
    const session = new Session({ client, device: this.#device, clock: systemClock });
    session.setVisible(document.visibilityState === 'visible');
    await session.open();
    if (session.rooms.length > 0) await this.needChatPage().catch(() => {});
    // Who shares something says where.
    if (this.room !== undefined || (this.shared !== '' && session.rooms.length > 1)) session.activate(this.room);
    else this.room = session.active?.name;
    if (session.rooms.length > 0 && this.room !== undefined) showTalk(hrefOf(this.room, server, BASES));
    // Where one is nobody yet, it is chosen once one has joined.
    if (session.username !== '') await this.#device.keepServer(server);
    this.session = session;
  }

  /** The page asks for a server only where its own is none and no other was chosen. */
  private asksServer({ client, connection }: Session): boolean {
    return client.base === BASES.own && connection.state === 'offline';
  }

  private async join({ detail }: CustomEvent<JoinDetail>): Promise<void> {
    if (this.busy || !this.session) return;
    this.busy = true;
    this.problem = undefined;
    try {
      await this.needChatPage();
      await this.#startingDemo;
      if (detail.server !== undefined && detail.server.trim() !== '') {
        const { findAddress } = await loadFindAddress();
        const found = await findAddress(detail.server, this.session.client.base, this.#device);
        if (typeof found !== 'string') {
          this.problem = { field: 'server', ...found };
          return;
        }
        if (found !== this.session.client.base) await this.switchTo(found);
      }
      const { base } = this.session.client;
      const room = await this.session.join(detail.room, detail.username);
      this.room = room.name;
      showTalk(hrefOf(room.name, base, BASES));
      if (base !== BASES.demo) void keepForGood();
      await this.#device.keepServer(base);
    } catch (error) {
      if (!this.notices && await this.#update.look()) return;
      const failure = toFailure(error);
      const text = failureWords(failure);
      const field = fieldOf(failure, detail);
      this.problem = field ? { field, text } : { text };
    } finally {
      this.busy = false;
    }
  }

  private readonly unshare = (): void => { this.shared = ''; };

  private async leave({ detail: room }: CustomEvent<ChatRoom>): Promise<void> {
    this.problem = undefined;
    this.#leaving = room.name;
    try {
      await this.session?.leave(room);
      this.goToRooms();
    } catch (error) {
      this.problem = { text: failureWords(toFailure(error)) };
    } finally {
      this.#leaving = undefined;
    }
  }

  private readonly useServer = async (base: string): Promise<void> => {
    if (base === BASES.demo) await this.tryDemo();
    else if (base !== this.session?.client.base) await this.switchTo(base);
  };

  private async switchTo(server: string): Promise<void> {
    await this.#device.keepServer(server);
    // Who is nowhere yet wants to enter the room of the link there.
    if (this.session?.rooms.length !== 0) {
      showRooms();
      this.room = undefined;
    }
    await this.use(server);
  }

  private async opened({ detail: isLoaded }: CustomEvent<boolean>): Promise<void> {
    this.problem = isLoaded || await this.#update.look() ? undefined : { text: unopenedWords() };
  }

  private goToRooms(): void {
    goToRooms();
    this.room = undefined;
    this.session?.activate(undefined);
  }

  private async navigated(oldUrl: string): Promise<void> {
    if (isArrival(location.hash)) return location.reload();
    const place = placeOf(location.hash, BASES);
    if (!this.session) return;
    if (place.room !== undefined && placeOf(new URL(oldUrl).hash, BASES).room === undefined) markAboveRooms();
    const { base } = this.session.client;
    const server = await serverOf(place, base, this.#device);
    if (server === base && place.room === this.room) return;
    this.room = place.room;
    this.problem = undefined;
    if (server === base) this.session.activate(place.room);
    else await this.use(server);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-app': SalaApp;
  }
}
