import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { base, buttons, dialogs } from '../styles/shared.ts';
import { event } from './events.ts';
import { icon, type IconName } from './icon.ts';

/** By hand, with words that tell how. */
export type ManualWay = 'ios' | 'firefox-android' | 'firefox-windows' | 'safari-mac' | 'elsewhere';

/**
 * A quiet button for installing Sala. Where the browser asks by itself, it lets it; elsewhere it says how it is done.
 *
 * @fires sala-install - the browser is to ask
 */
@customElement('sala-install')
@localized()
export class Install extends LitElement {
  static override styles = [base, buttons, dialogs, css`
    :host {
      display: grid;
      justify-items: center;
    }
    .offer {
      border-color: transparent;
      padding-inline: var(--space-2);
      color: var(--text-quiet);
    }
    dialog {
      font-size: 1rem;
      text-align: start;
    }
    .words {
      display: grid;
      gap: var(--space-4);
      overflow-wrap: anywhere;
    }
    li {
      display: flex;
      align-items: center;
      gap: var(--space-3);
    }
    li + li {
      margin-block-start: var(--space-3);
    }
    .picture {
      flex: none;
      display: grid;
      place-items: center;
      inline-size: var(--tap);
      block-size: var(--tap);
      border-radius: var(--radius);
      background: var(--surface-raised);
      color: var(--accent);
    }
    .hint {
      color: var(--text-quiet);
      font-size: var(--text-small);
    }
  `];

  /** Undefined where Sala cannot be installed, or is. */
  @property() way: 'prompt' | ManualWay | undefined;
  @query('dialog') private readonly dialog!: HTMLDialogElement | null;

  override render(): TemplateResult | typeof nothing {
    const { way } = this;
    if (way === undefined) return nothing;
    const install = msg('Install Sala', { id: 'install' });
    return html`
      <button class="offer" aria-haspopup=${way === 'prompt' ? nothing : 'dialog'} @click=${this.press}>
        ${icon('install')}${install}
      </button>
      ${way === 'prompt' ? nothing : html`
        <dialog aria-labelledby="title">
          <header>
            <h2 id="title">${install}</h2>
            <button class="icon" aria-label=${msg('Close', { id: 'close' })} @click=${this.close}>${icon('close')}</button>
          </header>
          <div class="words">${words(way)}</div>
        </dialog>
      `}
    `;
  }

  private press(): void {
    if (this.way === 'prompt') this.dispatchEvent(event('sala-install', null));
    else this.dialog?.showModal();
  }

  private close(): void {
    this.dialog?.close();
  }
}

/** How it is done, step by step. What browsers call their buttons stands in quotes, as they write it. */
function words(way: ManualWay): TemplateResult {
  switch (way) {
    case 'ios':
      return html`${steps(
        ['share', msg('Press “Share”, in the browser’s bar or in its menu.', { id: 'installIosShare' })],
        ['add', msg('Choose “Add to Home Screen”. It may stand further down.', { id: 'installIosAdd' })],
      )}${startsAnew()}`;
    case 'firefox-android':
      return steps(
        ['dots', msg('Open the browser’s menu.', { id: 'installAndroidMenu' })],
        ['add', msg('Choose “Add app to Home screen” or “Install”.', { id: 'installAndroidAdd' })],
      );
    case 'firefox-windows':
      return html`${steps(
        ['dock', msg('Press “Add tab to taskbar”, at the end of the address bar.', { id: 'installWindows' })],
      )}${hint(msg('Firefox from the Microsoft Store does not have it.', { id: 'installWindowsStore' }))}`;
    case 'safari-mac':
      return html`${steps(
        ['menu', msg('Open “File” in the menu bar.', { id: 'installMacFile' })],
        ['dock', msg('Choose “Add to Dock”. It is there from macOS 14 on.', { id: 'installMacDock' })],
      )}${startsAnew()}`;
    default:
      return html`<p>${msg('Firefox does not install pages on this system. Open this page in another browser, such as Chrome, Edge or Safari, and install it there.', { id: 'installElsewhere' })}</p>`;
  }
}

function steps(...all: readonly (readonly [picture: IconName, text: string])[]): TemplateResult {
  // Safari takes a list without marks for none unless it is told.
  return html`<ol role="list">
    ${all.map(([picture, text]) => html`<li><span class="picture">${icon(picture)}</span><span>${text}</span></li>`)}
  </ol>`;
}

function hint(text: string): TemplateResult {
  return html`<p class="hint">${text}</p>`;
}

/** Apple gives an installed page a storage of its own, and a name stays with the key that is stored here. */
function startsAnew(): TemplateResult {
  return hint(msg('The installed Sala starts anew, without your rooms. To have your name there, leave the rooms here first.', { id: 'installAnew' }));
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-install': Install;
  }
}
