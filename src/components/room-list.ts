import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { plural } from '../locales/plural.ts';
import { base } from '../styles/shared.ts';
import { icon } from './icon.ts';
import { rove } from './roving.ts';

export interface RoomEntry {
  readonly name: string;
  /** Where a press leads. */
  readonly href: string;
  readonly unread: number;
  /** Messages of one's own that were not delivered, and about which one has to decide. */
  readonly undelivered: number;
  /** Joining it again has failed. */
  readonly isLost: boolean;
  /** Nothing that comes into it is told of. */
  readonly isMuted: boolean;
}

/** The rooms that one is in, as links: one stop of the Tab key, among which arrows, Home and End move. */
@customElement('sala-room-list')
@localized()
export class RoomList extends LitElement {
  static override styles = [base, css`
    :host {
      display: block;
    }
    a {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      min-block-size: var(--tap);
      padding: var(--space-2) var(--space-3);
      border-radius: var(--radius);
      color: inherit;
      text-decoration: none;
    }
    @media (hover: hover) {
      a:hover {
        background: var(--surface-raised);
      }
    }
    a[aria-current] {
      background: var(--own);
      font-weight: 600;
    }
    @media (forced-colors: active) {
      a[aria-current] {
        outline: 2px solid Highlight;
        outline-offset: -2px;
      }
    }
    .name {
      display: -webkit-box;
      flex: 1;
      overflow: hidden;
      line-height: 1.3;
      overflow-wrap: anywhere;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
    }
    .unread .name {
      font-weight: 600;
    }
    .mark {
      display: flex;
      color: var(--warning);
    }
    .muted {
      color: var(--text-quiet);
    }
    .mark svg {
      inline-size: 1.25rem;
      block-size: 1.25rem;
    }
    .count {
      min-inline-size: 1.5rem;
      padding: 0 var(--space-2);
      border-radius: 1rem;
      background: var(--accent);
      color: var(--on-accent);
      font-size: var(--text-small);
      font-weight: 600;
      line-height: 1.5rem;
      text-align: center;
    }
  `];

  @property({ attribute: false }) rooms: readonly RoomEntry[] = [];
  /** The name of the room that is open. */
  @property() active: string | undefined;

  override render(): TemplateResult {
    return html`
      <nav aria-label=${msg('Rooms', { id: 'rooms' })}>
        <ul @keydown=${rove}>${repeat(this.rooms, ({ name }) => name, (room) => html`<li>${this.entry(room)}</li>`)}</ul>
      </nav>
    `;
  }

  /** The room to which Tab leads; from there on the arrows do. */
  private get stop(): string | undefined {
    return (this.rooms.find(({ name }) => name === this.active) ?? this.rooms[0])?.name;
  }

  private entry({ name, href, unread, undelivered, isLost, isMuted }: RoomEntry): TemplateResult {
    const trouble = undelivered > 0 ? undeliveredWords(undelivered) : isLost ? msg('not joined', { id: 'notJoined' }) : '';
    return html`
      <a href=${href} tabindex=${name === this.stop ? 0 : -1} class=${unread > 0 ? 'unread' : ''} aria-current=${name === this.active ? 'page' : nothing}>
        <span class="name" dir="auto" translate="no" .textContent=${name}></span>
        ${trouble
          ? html`<span class="mark" aria-hidden="true">${icon('alert')}</span>
              <span class="visually-hidden" .textContent=${trouble}></span>`
          : nothing}
        ${isMuted
          ? html`<span class="mark muted" aria-hidden="true">${icon('bellOff')}</span>
              <span class="visually-hidden">${msg('muted', { id: 'muted' })}</span>`
          : nothing}
        ${unread > 0
          ? html`<span class="count" aria-hidden="true" translate="no" .textContent=${String(unread)}></span>
              <span class="visually-hidden" .textContent=${unreadWords(unread)}></span>`
          : nothing}
      </a>
    `;
  }
}

function unreadWords(unread: number): string {
  return plural(unread, 'unread', { other: str`${unread} unread` });
}

function undeliveredWords(undelivered: number): string {
  return plural(undelivered, 'undelivered', { other: str`${undelivered} not sent` });
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-room-list': RoomList;
  }
}
