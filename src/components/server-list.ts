import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { plural } from '../locales/plural.ts';
import { base, buttons } from '../styles/shared.ts';
import './confirm-dialog.ts';
import type { ConfirmDialog } from './confirm-dialog.ts';
import { event } from './events.ts';
import { icon } from './icon.ts';
import { serverName } from './server-name.ts';

export interface ServerEntry {
  /** Its address. */
  readonly base: string;
  /** One's name there; empty where one has none. */
  readonly username: string;
  /** How many rooms one is in. */
  readonly rooms: number;
}

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
 * @fires sala-forget - the base of one that is to be forgotten, after asking
 */
@customElement('sala-server-list')
@localized()
export class ServerList extends LitElement {
  static override styles = [base, buttons, css`
    :host {
      display: block;
    }
    li {
      display: flex;
    }
    .server {
      flex: 1;
      min-inline-size: 0;
      justify-content: start;
      padding: var(--space-2) var(--space-3);
      border-color: transparent;
      font-weight: 400;
      text-align: start;
    }
    .server[aria-current] {
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
  @state() private forgetting = '';
  @query('sala-confirm-dialog') private readonly confirm!: ConfirmDialog;

  override render(): TemplateResult {
    return html`
      <ul aria-label=${msg('Servers', { id: 'servers' })}>
        ${this.servers.map((server) => html`<li>${this.entry(server)}${this.forgetButton(server)}</li>`)}
      </ul>
      <sala-confirm-dialog .heading=${msg(str`Forget ${this.forgetting}?`, { id: 'forgetTitle' })}
        .action=${msg('Forget', { id: 'forget' })}
        .words=${msg('Its rooms, messages and drafts are deleted from this device, and so is the key to your name there. What has not been sent is lost. This cannot be undone.', { id: 'forgetWords' })}
      ></sala-confirm-dialog>
    `;
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
      <button class="server" aria-current=${isCurrent ? 'true' : nothing} @click=${() => this.dispatchEvent(event('sala-server', address))}>
        <span class="about">
          <span class="name"><bdi>${this.nameOf(address)}</bdi></span>
          <span class="detail">${detail.filter((part) => part !== '').join(' · ')}</span>
        </span>
        ${isCurrent ? icon('check') : nothing}
      </button>
    `;
  }

  /** One that is in use, or of which nothing is kept, has none. */
  private forgetButton({ base: address, username }: ServerEntry): TemplateResult | typeof nothing {
    if (address === this.current || username === '') return nothing;
    const words = msg(str`Forget ${this.nameOf(address)}`, { id: 'forgetServer' });
    return html`<button class="icon" aria-label=${words} title=${words} @click=${() => this.askToForget(address)}>${icon('close')}</button>`;
  }

  private async askToForget(address: string): Promise<void> {
    this.forgetting = this.nameOf(address);
    if (await this.confirm.ask()) this.dispatchEvent(event('sala-forget', address));
  }

  private nameOf(address: string): string {
    return address === this.demo ? msg('Demo', { id: 'demo' }) : serverName(address);
  }
}

export function roomWords(rooms: number): string {
  return plural(rooms, 'roomCount', { one: str`${rooms} room`, other: str`${rooms} rooms` });
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-server-list': ServerList;
  }
}
