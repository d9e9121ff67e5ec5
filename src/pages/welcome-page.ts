import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { mark, icon } from '../components/icon.ts';
import '../components/connection-status.ts';
import '../components/join-form.ts';
import type { JoinForm, JoinProblem } from '../components/join-form.ts';
import { serverName } from '../components/server-name.ts';
import { event } from '../components/events.ts';
import type { Session } from '../chat/session.ts';
import type { Obstacle } from '../pwa/registration.ts';
import { base, buttons } from '../styles/shared.ts';
import { demoObstacle } from './demo.ts';
import { failureWords } from './failure-words.ts';
import { mayTakeFocus } from './focus.ts';
import { BASES } from './servers.ts';
import './install-offer.ts';
import { SessionController } from './session-controller.ts';

/**
 * The first screen: who are you, and where do you want to talk?
 *
 * @fires sala-join - from the form
 * @fires sala-demo - somebody wants to try Sala without a server
 * @fires sala-settings - somebody wants to choose
 */
@customElement('sala-welcome-page')
@localized()
export class WelcomePage extends LitElement {
  // The head is in the document as well, with its styles in src/styles/page.css.
  static override styles = [base, buttons, css`
    :host {
      display: block;
      block-size: 100%;
      padding: 0 var(--inset-right) 0 var(--inset-left);
      overflow: auto;
      overscroll-behavior: contain;
      scroll-padding: var(--inset-top) 0 var(--inset-bottom);
      background: var(--surface-side);
    }
    main {
      display: grid;
      gap: var(--space-5);
      inline-size: min(24rem, 100%);
      margin-inline: auto;
      padding: max(var(--welcome-top), var(--inset-top)) var(--space-4)
        max(var(--space-5), var(--inset-bottom));
    }
    .mark {
      inline-size: 3.5rem;
      block-size: 3.5rem;
      margin-inline-start: -0.35rem;
      color: var(--accent);
    }
    h1 {
      font-size: var(--text-huge);
      font-weight: 700;
      letter-spacing: -0.03em;
      line-height: 1.15;
    }
    h2 {
      font-size: var(--text-large);
      overflow-wrap: anywhere;
    }
    .tagline {
      color: var(--text-quiet);
      font-size: var(--text-large);
      line-height: 1.35;
      text-wrap: balance;
    }
    .server {
      margin-block-start: var(--space-2);
      overflow-wrap: anywhere;
    }
    .demo {
      display: grid;
      gap: var(--space-2);
      padding-block-start: var(--space-4);
      border-block-start: 1px solid var(--line);
      color: var(--text-quiet);
      font-size: var(--text-small);
      text-align: center;
      text-wrap: balance;
    }
    .demo button {
      font-size: 1rem;
    }
    footer {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-2);
    }
    footer button {
      margin-inline: calc(-1 * var(--space-2));
      border-color: transparent;
      padding-inline: var(--space-2);
      color: var(--text-quiet);
    }
  `];

  @property({ attribute: false }) session!: Session;
  /** The room that a link brought along. */
  @property() room = '';
  @property({ type: Boolean }) busy = false;
  @property({ attribute: false }) problem: JoinProblem | undefined;
  /** The page does not come from the server, so that the form has to ask for it. */
  @property({ type: Boolean, attribute: 'asks-server' }) asksServer = false;
  /** The server is the demo's already. */
  @property({ type: Boolean, attribute: 'is-demo' }) isDemo = false;
  @query('sala-join-form') private readonly form!: JoinForm;
  readonly #controller = new SessionController(this);

  protected override firstUpdated(): void {
    if (mayTakeFocus()) void this.form.updateComplete.then(() => this.form.focus());
  }

  override render(): TemplateResult {
    this.#controller.follow(this.session);
    const { connection } = this.session;
    const isOffline = connection.state === 'offline';
    return html`
      <main>
        <header>
          ${mark()}
          <h1>Sala</h1>
          <p class="tagline">${msg('Come in, say hello. No account needed.', { id: 'tagline' })}</p>
          ${this.isElsewhere ? html`<p class="server">${msg(str`Server: ${serverName(this.session.client.base)}`, { id: 'atServer' })}</p>` : nothing}
        </header>
        ${this.room === '' ? nothing : html`<h2>${msg(str`Join ${this.room}`, { id: 'joinRoom' })}</h2>`}
        <sala-join-form asks-name ?invited=${this.room !== ''} ?asks-server=${this.asksServer} .username=${this.session.username} .room=${this.room}
          .server=${this.asksServer ? '' : this.session.client.base} ?busy=${this.busy} .problem=${this.problem}></sala-join-form>
        <footer>
          <sala-connection-status .state=${connection.state} .since=${isOffline ? connection.since : 0}
            .reason=${isOffline ? failureWords(connection.failure) : ''}></sala-connection-status>
          <button @click=${() => this.dispatchEvent(event('sala-settings', null))}>${icon('settings')}${msg('Settings', { id: 'settings' })}</button>
        </footer>
        ${this.isDemo ? nothing : this.demo()}
        <sala-install-offer></sala-install-offer>
      </main>
    `;
  }

  private get isElsewhere(): boolean {
    return !this.isDemo && this.session.client.base !== BASES.own;
  }

  private demo(): TemplateResult {
    const obstacle = demoObstacle();
    return html`
      <section class="demo">
        ${obstacle
          ? html`<p>${obstacleWords(obstacle)}</p>`
          : html`<button @click=${() => this.dispatchEvent(event('sala-demo', null))}>${msg('Try the demo', { id: 'tryDemo' })}</button>
              <p>${msg('A chat of its own in this browser: no server, no network.', { id: 'demoOffer' })}</p>`}
      </section>
    `;
  }
}

/** Why there is no demo here, in words. */
function obstacleWords(obstacle: Obstacle): string {
  return obstacle === 'insecure'
    ? msg('There is no demo here: browsers allow it only on pages that came over https or from this very machine.', { id: 'demoInsecure' })
    : msg('There is no demo here: this browser has no service workers, or none in a private window.', { id: 'demoUnsupported' });
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-welcome-page': WelcomePage;
  }
}
