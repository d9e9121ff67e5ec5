import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Session } from '../chat/session.ts';
import { event } from '../components/events.ts';
import '../components/guard-keys.ts';
import type { Device } from '../storage/device.ts';
import type { Composer } from '../components/composer.ts';
import { guardDrops } from './drops.ts';
import { beginAnew, watchForgetting } from './forgetting.ts';
import { isLoaded, ROOM_DIALOGS } from './loading.ts';
import { hrefOf } from './route.ts';
import { BASES } from './servers.ts';
import { SessionController } from './session-controller.ts';
import { actionOf, type Action } from './shortcuts.ts';

/** What is loaded when it is first opened. */
const LOADERS = {
  settings: () => Promise.all([import('./settings.ts'), import('../storage/forgetting.ts')]),
  find: () => import('../components/room-finder.ts'),
  search: () => import('./search.ts'),
  save: () => import('./save-talk.ts'),
  shortcuts: () => import('./shortcuts-sheet.ts'),
} as const;

export type DialogName = keyof typeof LOADERS;

/** How long after the page the finder is loaded, so that what is typed right after its keys goes into it, in milliseconds. */
const FINDER_AFTER_MS = 2_000;

/** An element that is a dialog. */
interface Openable extends LitElement {
  open(): void | Promise<void>;
}

/**
 * The app's dialogs beside those of a page, and the shortcuts of the keyboard that open them and lead to rooms.
 *
 * @fires sala-join - from the finder of rooms
 * @fires sala-opened - whether a dialog could be loaded
 */
@customElement('sala-dialogs')
export class Dialogs extends LitElement {
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) device!: Device;
  /** Goes to a server. */
  @property({ attribute: false }) useServer!: (base: string) => Promise<void>;
  @state() private loaded: readonly DialogName[] = [];
  readonly #controller = new SessionController(this);
  #stopWatching: (() => void) | undefined;
  #stopGuarding: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', this.press);
    this.#stopGuarding = guardDrops(() => this.composer?.refuseFiles());
    this.#stopWatching = watchForgetting(() => this.session.client.base);
    // Without a worker that keeps them, what is loaded later may not be there when the server is not.
    if (!isSecureContext) for (const load of [...Object.values(LOADERS), ...Object.values(ROOM_DIALOGS)]) load().catch(() => {});
    setTimeout(() => LOADERS.find().catch(() => {}), FINDER_AFTER_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.press);
    this.#stopWatching?.();
    this.#stopGuarding?.();
  }

  async open(name: DialogName): Promise<void> {
    addEventListener('keydown', hold, true);
    const canOpen = await isLoaded(this, LOADERS[name]());
    removeEventListener('keydown', hold, true);
    if (!canOpen) return;
    if (!this.loaded.includes(name)) this.loaded = [...this.loaded, name];
    await this.updateComplete;
    const dialog = this.renderRoot.querySelector<Openable>(`[data-name=${name}]`);
    await dialog?.updateComplete;
    if (dialog?.isConnected) await dialog.open();
  }

  override render(): TemplateResult {
    const { session, device } = this;
    this.#controller.follow(session);
    const when = (name: DialogName, dialog: () => TemplateResult) => (this.loaded.includes(name) ? dialog() : nothing);
    return html`
      ${when('settings', () => html`<sala-settings data-name="settings" .session=${session} .device=${device} .useServer=${this.useServer}
        @sala-shortcuts=${() => this.open('shortcuts')} @sala-forgotten=${beginAnew}></sala-settings>`)}
      ${when('find', () => html`<sala-room-finder data-name="find" .rooms=${this.roomEntries()}
        @sala-enter=${({ detail }: CustomEvent<string>) => this.enter(detail)}></sala-room-finder>`)}
      ${when('search', () => html`<sala-search data-name="search" .session=${session}></sala-search>`)}
      ${when('save', () => html`<sala-save-talk data-name="save" .session=${session}></sala-save-talk>`)}
      ${when('shortcuts', () => html`<sala-shortcuts-sheet data-name="shortcuts"></sala-shortcuts-sheet>`)}
    `;
  }

  private roomEntries(): readonly { readonly name: string; readonly unread: number }[] {
    return this.session.rooms.map(({ name, unread }) => ({ name, unread }));
  }

  /** Opens a room, or joins it where one is not in it. */
  private enter(room: string): void {
    const { rooms, username, client } = this.session;
    if (rooms.some(({ name }) => name === room)) location.hash = hrefOf(room, client.base, BASES);
    else this.dispatchEvent(event('sala-join', { username, room, server: undefined }));
  }

  private readonly press = (pressed: KeyboardEvent): void => {
    const action = actionOf(pressed);
    if (action === undefined || isModalOpen(document)) return;
    if (action !== 'shortcuts' && this.session.rooms.length === 0) return;
    pressed.preventDefault();
    this.perform(action);
  };

  private perform(action: Action): void {
    if (action === 'composer') this.composer?.focus();
    else if (action === 'previous') this.step(-1);
    else if (action === 'next') this.step(1);
    else void this.open(action);
  }

  private get composer(): Composer | null | undefined {
    const root = this.getRootNode() as ParentNode;
    return root.querySelector('sala-chat-page')?.renderRoot.querySelector('sala-composer');
  }

  /** Opens a room so many places below the open one, with the last one above the first. */
  private step(places: number): void {
    const { rooms, active } = this.session;
    const from = active ? rooms.indexOf(active) : places > 0 ? -1 : 0;
    const room = rooms.at((from + places) % rooms.length);
    if (room) this.enter(room.name);
  }
}

/** What is typed while a dialog is loaded is meant for it, and is not to get into anything else. */
function hold(pressed: KeyboardEvent): void {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return;
  pressed.preventDefault();
  pressed.stopPropagation();
}

/** Whether a dialog keeps the rest of the page away or a menu is open, in whatever shadow root it is. */
function isModalOpen(root: ParentNode): boolean {
  if (root.querySelector(':is(dialog:modal, :popover-open)')) return true;
  return [...root.querySelectorAll('*')].some(({ shadowRoot }) => shadowRoot !== null && isModalOpen(shadowRoot));
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-dialogs': Dialogs;
  }
}
