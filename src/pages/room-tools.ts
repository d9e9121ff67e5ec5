import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ChatRoom } from '../chat/room.ts';
import type { Session } from '../chat/session.ts';
import { icon } from '../components/icon.ts';
import type { Invitation } from '../components/invitation.ts';
import type { InviteDialog } from '../components/invite-dialog.ts';
import type { NotifyChoice, NotifyDialog } from '../components/notify-dialog.ts';
import { askToNotify, noticePermission, onNoticePermission } from '../pwa/notifications.ts';
import { base, buttons } from '../styles/shared.ts';
import { invitationOf } from './invitation.ts';
import { preferences } from './preferences.ts';
import { BASES } from './servers.ts';
import { SessionController } from './session-controller.ts';

/** How long the server has to say how others reach it, in milliseconds. */
const FIND_MS = 10_000;

/** The buttons of a room that invite to it and say what one is told of it, with dialogs that are loaded when they open. */
@customElement('sala-room-tools')
@localized()
export class RoomTools extends LitElement {
  static override styles = [base, buttons, css`
    :host {
      display: contents;
    }
    @media (width < 48rem) {
      button {
        inline-size: var(--tap);
        padding: 0;
        border-color: transparent;
      }
      .label {
        display: none;
      }
    }
  `];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) room!: ChatRoom;
  /** The dialogs that were opened, and so are loaded. */
  @state() private hasInvite = false;
  @state() private hasNotify = false;
  @query('sala-invite-dialog') private readonly inviteDialog!: InviteDialog | null;
  @query('sala-notify-dialog') private readonly notifyDialog!: NotifyDialog | null;
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
    await import('../components/invite-dialog.ts');
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
    const invite = msg('Invite', { id: 'invite' });
    const choice = this.choice;
    return html`
      <button aria-label=${invite} @click=${this.invite}>${icon('invite')}<span class="label">${invite}</span></button>
      <button class="icon" aria-label=${bellWords(choice)} @click=${this.openNotify}>${icon(choice === 'none' ? 'bellOff' : 'bell')}</button>
      ${this.hasInvite ? html`<sala-invite-dialog .room=${this.room.name} .invitation=${this.invitation}></sala-invite-dialog>` : nothing}
      ${this.hasNotify
        ? html`<sala-notify-dialog .choice=${choice} .sound=${preferences.values.sound} .permission=${noticePermission()}
            @sala-notify=${this.choose} @sala-permit=${askToNotify}
            @sala-sound=${({ detail }: CustomEvent<boolean>) => preferences.set({ sound: detail })}></sala-notify-dialog>`
        : nothing}
    `;
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
    await import('../components/notify-dialog.ts');
    this.hasNotify = true;
    await this.updateComplete;
    await this.notifyDialog?.updateComplete;
    this.notifyDialog?.show();
  }
}

/** What the bell says to those who do not see it. */
function bellWords(choice: NotifyChoice): string {
  switch (choice) {
    case 'all': return msg('New messages: all', { id: 'bellAll' });
    case 'mentions': return msg('New messages: mentions of me', { id: 'bellMentions' });
    default: return msg('New messages: none', { id: 'bellNone' });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-room-tools': RoomTools;
  }
}
