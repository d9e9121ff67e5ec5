import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { ServerClient } from '../api/client.ts';
import { findServer, readServerAddress } from '../api/servers.ts';
import { systemClock } from '../chat/clock.ts';
import { toFailure } from '../chat/failure.ts';
import type { ChatRoom } from '../chat/room.ts';
import { Session } from '../chat/session.ts';
import type { JoinDetail, JoinProblem } from '../components/join-form.ts';
import '../components/demo-bar.ts';
import '../components/settings-dialog.ts';
import type { SettingsDialog } from '../components/settings-dialog.ts';
import '../components/update-bar.ts';
import { isBlank } from '../protocol/names.ts';
import { openDevice } from '../storage/database.ts';
import type { Device } from '../storage/device.ts';
import { keepForGood } from '../pwa/persistence.ts';
import { letUpdateIn, onNewWorker, onTakeOver, watchUpdates } from '../pwa/registration.ts';
import { arrivalOf } from './arrival.ts';
import type { ChatPage } from './chat-page.ts';
import { demoBase, demoObstacle, openDemo, releaseDemo } from './demo.ts';
import { addressWords, failureWords, fieldOf } from './failure-words.ts';
import './install-offer.ts';
import { hrefOf, roomOf } from './route.ts';
import { SessionController } from './session-controller.ts';
import { titleOf } from './title.ts';
import './chat-page.ts';
import './welcome-page.ts';

/** The server that the page itself comes from, if it is one. */
const OWN_BASE = new URL('./', location.href.split(/[?#]/)[0]).href;
const DEMO_BASE = demoBase(OWN_BASE);

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

  readonly #arrival = arrivalOf(location.search);
  @state() private session: Session | undefined;
  @state() private room = roomOf(location.hash) ?? this.#arrival?.room;
  /** What was shared into Sala and waits for a room. */
  @state() private shared = this.#arrival?.shared ?? '';
  @state() private busy = false;
  @state() private problem: JoinProblem | undefined;
  @state() private serverProblem = '';
  /** A new version of the app waits to be let in. */
  @state() private updateWaits = false;
  @query('sala-settings-dialog') private readonly settings!: SettingsDialog;
  @query('sala-chat-page') private readonly chatPage!: ChatPage | null;
  readonly #controller = new SessionController(this);
  #device!: Device;
  #listening: AbortController | undefined;
  /** The demo being started, for which joining waits. */
  #startingDemo: Promise<void> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const { signal } = (this.#listening = new AbortController());
    addEventListener('hashchange', () => this.navigated(), { signal });
    addEventListener('online', () => this.session?.hurry(), { signal });
    addEventListener('offline', () => this.session?.doubt(), { signal });
    document.addEventListener('visibilitychange', () => this.session?.setVisible(document.visibilityState === 'visible'), { signal });
    onTakeOver(() => {
      if (this.session?.client.base !== DEMO_BASE) return;
      this.session.close();
      void releaseDemo();
    });
    // All pages change together, those of the demo of need: the new worker does not know what they run.
    onNewWorker(() => location.reload());
    void watchUpdates((waits) => { this.updateWaits = waits; });
    void this.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listening?.abort();
    this.session?.close();
  }

  protected override willUpdate(): void {
    this.putShared();
  }

  override render(): TemplateResult | typeof nothing {
    const { session } = this;
    this.#controller.follow(session);
    if (!session) return nothing;
    const isDemo = session.client.base === DEMO_BASE;
    const page = session.rooms.length > 0
      ? html`<sala-chat-page .session=${session} .room=${this.room} .busy=${this.busy} .problem=${this.problem}
          .shared=${this.shared} @sala-unshare=${this.unshare} @sala-leave=${this.leave}></sala-chat-page>`
      : html`<sala-welcome-page .session=${session} .room=${this.room ?? ''} .busy=${this.busy} .problem=${this.problem}
          ?asks-server=${this.asksServer(session)} ?is-demo=${isDemo} @sala-demo=${this.tryDemo}></sala-welcome-page>`;
    return html`
      <div @sala-join=${this.join} @sala-settings=${this.openSettings} @sala-hurry=${() => session.hurry()}>
        ${isDemo ? html`<sala-demo-bar @sala-leave-demo=${this.leaveDemo}></sala-demo-bar>` : nothing}
        <sala-update-bar ?ready=${this.updateWaits} @sala-update=${letUpdateIn}></sala-update-bar>
        ${page}
        <sala-settings-dialog .server=${isDemo ? '' : session.client.base} .problem=${this.serverProblem}
          ?busy=${this.busy} @sala-server=${this.chooseServer}><sala-install-offer></sala-install-offer></sala-settings-dialog>
      </div>
    `;
  }

  protected override updated(): void {
    document.title = titleOf(this.session);
  }

  private async start(): Promise<void> {
    // What the address asks for is done once: a reload does not ask again.
    if (this.#arrival) history.replaceState(null, '', location.pathname + (this.room === undefined ? '' : hrefOf(this.room)));
    this.#device = await openDevice();
    const server = (await this.#device.server()) ?? OWN_BASE;
    await this.use(server === DEMO_BASE && !(await this.hasDemo()) ? OWN_BASE : server);
    await this.arrive();
  }

  /** Does what the address asks for beside a room. */
  private async arrive(): Promise<void> {
    if (this.#arrival?.wantsDemo && this.session?.client.base !== DEMO_BASE && !demoObstacle()) await this.tryDemo();
    if (!this.#arrival?.asksForRoom) return;
    await this.updateComplete;
    await this.chatPage?.updateComplete;
    this.chatPage?.askForRoom();
  }

  /** Starts the demo in this page, and says so where that fails. */
  private async hasDemo(): Promise<boolean> {
    try {
      await openDemo(OWN_BASE);
      return true;
    } catch {
      this.reject({ text: msg('The demo could not be loaded. It needs the network once.', { id: 'demoFailed' }) });
      return false;
    }
  }

  private async tryDemo(): Promise<void> {
    this.problem = undefined;
    this.#startingDemo ??= (async () => {
      if (await this.hasDemo()) await this.switchTo(DEMO_BASE);
      this.#startingDemo = undefined;
    })();
    await this.#startingDemo;
  }

  private async leaveDemo(): Promise<void> {
    this.show(undefined);
    await this.#device.keepServer(OWN_BASE);
    await this.use(OWN_BASE);
  }

  /** Begins a session on a server, in the room that the address names, else in the one that was last open there. */
  private async use(server: string): Promise<void> {
    this.session?.close();
    const client = new ServerClient(server);
    const session = new Session({ client, device: this.#device, clock: systemClock });
    session.setVisible(document.visibilityState === 'visible');
    await session.open();
    // Who shares something says where.
    if (this.room !== undefined || (this.shared !== '' && session.rooms.length > 1)) session.activate(this.room);
    else if (session.active) this.show(session.active.name);
    this.session = session;
  }

  /** What was shared goes below what was being typed in the room that is open. Nothing is sent. */
  private putShared(): void {
    const { session, shared } = this;
    const room = session?.active;
    if (!session || !room || shared === '') return;
    this.shared = '';
    session.saveDraft(room, isBlank(room.draft) ? shared : `${room.draft}\n${shared}`);
    session.changed();
  }

  /** The page asks for a server only where its own is none and no other was chosen. */
  private asksServer({ client, connection }: Session): boolean {
    return client.base === OWN_BASE && connection.state === 'offline';
  }

  private async join({ detail }: CustomEvent<JoinDetail>): Promise<void> {
    if (this.busy || !this.session) return;
    this.busy = true;
    this.problem = undefined;
    try {
      await this.#startingDemo;
      if (detail.server !== undefined && detail.server.trim() !== '') {
        const server = readServerAddress(detail.server, location.href);
        if (server === undefined) return this.reject({ field: 'server', text: addressWords() });
        if (server !== this.session.client.base) await this.switchTo(server);
      }
      const room = await this.session.join(detail.room, detail.username);
      if (this.session.client.base !== DEMO_BASE) void keepForGood();
      location.hash = hrefOf(room.name);
      this.show(room.name);
    } catch (error) {
      const failure = toFailure(error);
      const text = failureWords(failure);
      const field = fieldOf(failure, detail);
      this.reject(field ? { field, text } : { text });
    } finally {
      this.busy = false;
    }
  }

  private reject(problem: JoinProblem): void {
    this.problem = problem;
  }

  private async leave({ detail: room }: CustomEvent<ChatRoom>): Promise<void> {
    this.problem = undefined;
    try {
      await this.session?.leave(room);
      location.hash = '#/';
      this.room = undefined;
    } catch (error) {
      this.problem = { text: failureWords(toFailure(error)) };
    }
  }

  private async chooseServer({ detail }: CustomEvent<string>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    // Of two equal words in a row the second would not be said.
    this.serverProblem = '';
    await this.updateComplete;
    try {
      const server = readServerAddress(detail, location.href);
      if (server === undefined) {
        this.serverProblem = addressWords();
      } else {
        await this.switchTo(server);
        this.settings.close();
      }
    } catch (error) {
      this.serverProblem = failureWords(toFailure(error));
    } finally {
      this.busy = false;
    }
  }

  /** Goes to another server once that has shown that it is one. */
  private async switchTo(server: string): Promise<void> {
    await findServer(new ServerClient(server));
    await this.#device.keepServer(server);
    const isLinked = this.session?.rooms.length === 0;
    if (!isLinked) this.show(undefined);
    await this.use(server);
  }

  private unshare(): void {
    this.shared = '';
  }

  private openSettings(): void {
    this.serverProblem = '';
    this.settings.show();
  }

  private show(room: string | undefined): void {
    this.room = room;
    history.replaceState(null, '', room === undefined ? '#/' : hrefOf(room));
  }

  private navigated(): void {
    const room = roomOf(location.hash);
    // The app is there already where it was the app that changed the address.
    if (room === this.room) return;
    this.room = room;
    this.problem = undefined;
    this.session?.activate(room);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-app': SalaApp;
  }
}
