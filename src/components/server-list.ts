import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { isSingular } from '../locales/plural.ts';
import { base, buttons } from '../styles/shared.ts';
import { event } from './events.ts';
import { icon } from './icon.ts';

export interface ServerEntry {
  readonly base: string;
  /** One's name there; empty where one has none. */
  readonly username: string;
  /** How many rooms one is in. */
  readonly rooms: number;
}

/**
 * The servers that this device knows, to choose from.
 *
 * @fires sala-server - the base of the one that was pressed
 */
@customElement('sala-server-list')
@localized()
export class ServerList extends LitElement {
  static override styles = [base, buttons, css`
    :host {
      display: block;
    }
    button {
      justify-content: start;
      inline-size: 100%;
      padding: var(--space-2) var(--space-3);
      border-color: transparent;
      font-weight: 400;
      text-align: start;
    }
    button[aria-current] {
      background: var(--own);
    }
    .about {
      display: grid;
      flex: 1;
      min-inline-size: 0;
      line-height: 1.3;
    }
    .name {
      overflow-wrap: anywhere;
      font-weight: 550;
    }
    .detail {
      color: var(--text-quiet);
      font-size: var(--text-small);
      overflow-wrap: anywhere;
    }
  `];

  @property({ attribute: false }) servers: readonly ServerEntry[] = [];
  /** The base of the one in use. */
  @property() current = '';
  /** The base of the demo. */
  @property() demo = '';

  override render(): TemplateResult {
    return html`<ul aria-label=${msg('Servers', { id: 'servers' })}>${this.servers.map((server) => html`<li>${this.entry(server)}</li>`)}</ul>`;
  }

  private entry({ base: address, username, rooms }: ServerEntry): TemplateResult {
    const isDemo = address === this.demo;
    const isCurrent = address === this.current;
    const detail = [
      isDemo ? msg('In this browser, without a server', { id: 'demoServer' }) : '',
      username === '' ? '' : msg(str`You are ${username}`, { id: 'youAre' }),
      username === '' ? '' : roomWords(rooms),
    ];
    return html`
      <button aria-current=${isCurrent ? 'true' : nothing} @click=${() => this.dispatchEvent(event('sala-server', address))}>
        <span class="about">
          <span class="name"><bdi>${isDemo ? msg('Demo', { id: 'demo' }) : serverName(address)}</bdi></span>
          <span class="detail">${detail.filter((part) => part !== '').join(' · ')}</span>
        </span>
        ${isCurrent ? icon('check') : nothing}
      </button>
    `;
  }
}

/** How people call a server: by its address without what they do not say. */
export function serverName(address: string): string {
  const { host, pathname } = new URL(address);
  return host + pathname.replace(/\/$/, '');
}

function roomWords(rooms: number): string {
  return isSingular(rooms) ? msg(str`${rooms} room`, { id: 'roomsOne' }) : msg(str`${rooms} rooms`, { id: 'roomsMany' });
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-server-list': ServerList;
  }
}
