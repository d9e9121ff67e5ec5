import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ChatRoom } from '../chat/room.ts';
import type { Session } from '../chat/session.ts';
import { icon } from '../components/icon.ts';
import type { Invitation } from '../components/invitation.ts';
import type { InviteDialog } from '../components/invite-dialog.ts';
import type { NotifyChoice, NotifyDialog } from '../components/notify-dialog.ts';
import { rove } from '../components/roving.ts';
import { askToNotify, noticePermission, onNoticePermission } from '../pwa/notifications.ts';
import { base, buttons } from '../styles/shared.ts';
import { invitationOf } from './invitation.ts';
import { isLoaded, ROOM_DIALOGS } from './loading.ts';
import { preferences } from './preferences.ts';
import { BASES } from './servers.ts';
import { SessionController } from './session-controller.ts';

/** Closes the menu before what was pressed opens anything, so that the focus comes back to the button of the menu. */
const CLOSE = {
  capture: true,
  handleEvent: ({ currentTarget }: Event) => (currentTarget as HTMLElement).hidePopover(),
};

/** So far below its button the menu begins: below the line under the header. */
const BELOW_PX = 8;

/** How long the server has to say how others reach it, in milliseconds. */
const FIND_MS = 10_000;

/**
 * What is rarely wanted of a room, in a menu: what one is told of it, and what is put into the slot; and the dialog that
 * invites to it. The dialogs are loaded when they open.
 *
 * @slot - further buttons of the menu
 * @fires sala-opened - whether a dialog could be loaded
 */
@customElement('sala-room-tools')
@localized()
export class RoomTools extends LitElement {
  static override styles = [base, buttons, css`
    :host {
      display: contents;
    }
    [popover] {
      max-inline-size: calc(100vw - 2 * var(--space-2));
      margin: 0;
      padding: var(--space-1);
      border: 1px solid var(--line);
      border-radius: var(--radius);
      overflow-wrap: anywhere;
      hyphens: auto;
      background: var(--surface);
      color: var(--text);
      box-shadow: 0 2px 12px rgb(0 0 0 / 20%);
    }
    :popover-open {
      display: grid;
    }
    [popover] button {
      justify-content: start;
      border-color: transparent;
      font-weight: 400;
      text-align: start;
    }
  `];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) room!: ChatRoom;
  /** The dialogs that were opened, and so are loaded. */
  @state() private hasInvite = false;
  @state() private hasNotify = false;
  @query('sala-invite-dialog') private readonly inviteDialog!: InviteDialog | null;
  @query('sala-notify-dialog') private readonly notifyDialog!: NotifyDialog | null;
  @query('.more') private readonly more!: HTMLButtonElement;
  readonly #controller = new SessionController(this);
  #ends: readonly (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    const render = (): void => this.requestUpdate();
    this.#ends = [preferences.subscribe(render), onNoticePermission(render)];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const end of this.#ends) end();
  }

  /** Opens the dialog that invites to the room. */
  async invite(): Promise<void> {
    if (!(await isLoaded(this, ROOM_DIALOGS.invite()))) return;
    this.hasInvite = true;
    await this.updateComplete;
    await this.inviteDialog?.updateComplete;
    this.inviteDialog?.show();
    // How others reach the server may be another thing than when it was first asked.
    await this.session.find(AbortSignal.timeout(FIND_MS)).catch(() => {});
    this.requestUpdate();
  }

  override render(): TemplateResult {
    this.#controller.follow(this.session);
    const choice = this.choice;
    return html`
      <button class="icon more" popovertarget="menu" aria-label=${msg('More', { id: 'more' })}>${icon('dots')}</button>
      <div id="menu" popover @beforetoggle=${this.place} @keydown=${rove} @click=${CLOSE}>
        <button @click=${this.openNotify}>${icon(choice === 'none' ? 'bellOff' : 'bell')}${bellWords(choice)}</button>
        <slot></slot>
      </div>
      ${this.hasInvite ? html`<sala-invite-dialog .room=${this.room.name} .invitation=${this.invitation}></sala-invite-dialog>` : nothing}
      ${this.hasNotify
        ? html`<sala-notify-dialog .choice=${choice} .sound=${preferences.values.sound} .permission=${noticePermission()}
            @sala-notify=${this.choose} @sala-permit=${askToNotify}
            @sala-sound=${({ detail }: CustomEvent<boolean>) => preferences.set({ sound: detail })}></sala-notify-dialog>`
        : nothing}
    `;
  }

  /** Puts the menu below its button; and the focus back, which browsers do not do from what is in the slot. */
  private place({ currentTarget, newState }: ToggleEvent): void {
    if (newState === 'closed' && (this.querySelector(':focus') ?? this.renderRoot.querySelector(':focus'))) this.more.focus();
    const { bottom, right } = this.more.getBoundingClientRect();
    (currentTarget as HTMLElement).style.inset = `${bottom + BELOW_PX}px ${innerWidth - right}px auto auto`;
  }

  private get choice(): NotifyChoice {
    return preferences.notifyIn(this.session.client.base, this.room.name);
  }

  private get invitation(): Invitation {
    const { client, server } = this.session;
    const hasPage = server?.health !== undefined;
    const urls = server && (server.health?.urls ?? []);
    return invitationOf({ room: this.room.name, server: client.base, urls, hasPage }, BASES);
  }

  private choose({ detail }: CustomEvent<NotifyChoice>): void {
    preferences.setNotifyIn(this.session.client.base, this.room.name, detail);
  }

  private async openNotify(): Promise<void> {
    if (!(await isLoaded(this, ROOM_DIALOGS.notify()))) return;
    this.hasNotify = true;
    await this.updateComplete;
    await this.notifyDialog?.updateComplete;
    this.notifyDialog?.show();
  }
}

/** What one is told of, in the menu. */
function bellWords(choice: NotifyChoice): string {
  switch (choice) {
    case 'all': return msg('Notifications: all', { id: 'bellAll' });
    case 'mentions': return msg('Notifications: mentions', { id: 'bellMentions' });
    default: return msg('Notifications: none', { id: 'bellNone' });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-room-tools': RoomTools;
  }
}
