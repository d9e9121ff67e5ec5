import { localized, msg } from '@lit/localize';
import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { toFailure } from '../chat/failure.ts';
import { rename, UnsettledError } from '../chat/renaming.ts';
import type { Session } from '../chat/session.ts';
import { event } from '../components/events.ts';
import type { KeptAmount } from '../components/kept-summary.ts';
import type { Choices } from '../components/preference-fields.ts';
import type { Problem } from '../components/problem.ts';
import '../components/settings-dialog.ts';
import type { SettingsDialog } from '../components/settings-dialog.ts';
import type { Device, KnownServer } from '../storage/device.ts';
import { failureWords } from './failure-words.ts';
import { findAddress } from './find-address.ts';
import { forgetEverything, forgetServer } from './deleting.ts';
import './install-offer.ts';
import { PreferencesController } from './preferences-controller.ts';
import { preferences } from './preferences.ts';
import { BASES, serversToChoose } from './servers.ts';
import { SessionController } from './session-controller.ts';

/**
 * The settings, connected to the session, the device and what somebody has chosen for this browser.
 *
 * @fires sala-shortcuts - somebody wants to see the shortcuts of the keyboard
 * @fires sala-forgotten - all that this device kept is deleted, and the session is closed
 */
@customElement('sala-settings')
@localized()
export class Settings extends LitElement {
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) device!: Device;
  /** Goes to a server. */
  @property({ attribute: false }) useServer!: (base: string) => Promise<void>;
  @state() private servers: readonly KnownServer[] = [];
  @state() private amount: KeptAmount | undefined;
  @state() private busy = false;
  @state() private renaming = false;
  @state() private deleteFailed = false;
  @state() private problem: Problem | undefined;
  @state() private nameProblem: Problem | undefined;
  @query('sala-settings-dialog') private readonly dialog!: SettingsDialog;
  readonly #controller = new SessionController(this);

  constructor() {
    super();
    this.addController(new PreferencesController(this));
  }

  async open(): Promise<void> {
    if (this.dialog.isOpen) return;
    this.problem = this.nameProblem = undefined;
    this.deleteFailed = false;
    await this.look();
    await this.updateComplete;
    await this.dialog.updateComplete;
    if (this.isConnected) this.dialog.show();
  }

  override render(): TemplateResult {
    const { session } = this;
    this.#controller.follow(session);
    return html`
      <sala-settings-dialog .servers=${this.servers} .server=${session.client.base} .demo=${BASES.demo} .problem=${this.problem}
        ?busy=${this.busy} .username=${session.rooms.length > 0 ? session.username : ''} .rooms=${session.rooms.length}
        ?renaming=${this.renaming} .nameProblem=${this.nameProblem} .choices=${preferences.values} .amount=${this.amount}
        ?delete-failed=${this.deleteFailed} .version=${version()}
        @sala-server=${({ detail }: CustomEvent<string>) => this.choose(detail)}
        @sala-forget=${({ detail }: CustomEvent<string>) => this.forget(detail)}
        @sala-rename=${({ detail }: CustomEvent<string>) => this.rename(detail)}
        @sala-choose=${({ detail }: CustomEvent<Partial<Choices>>) => preferences.set(detail)}
        @sala-shortcuts=${() => this.dialog.close()}
        @sala-delete-all=${this.deleteAll}><sala-install-offer></sala-install-offer></sala-settings-dialog>
    `;
  }

  /** Sees what is kept. */
  private async look(): Promise<void> {
    const [servers, amount, bytes] = await Promise.all([
      serversToChoose(this.device, this.session.client.base), this.device.amount(), usedBytes(),
    ]);
    this.servers = servers;
    this.amount = { ...amount, bytes };
  }

  private async choose(typed: string): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    // Of two equal words in a row the second would not be said.
    this.problem = undefined;
    await this.updateComplete;
    try {
      const isKnown = this.servers.some(({ base }) => base === typed);
      const found = isKnown ? typed : await findAddress(typed, this.session.client.base, this.device);
      if (typeof found === 'string') {
        await this.useServer(found);
        this.dialog.close();
      } else {
        this.problem = found;
      }
    } finally {
      this.busy = false;
    }
  }

  private async rename(name: string): Promise<void> {
    if (this.renaming) return;
    this.renaming = true;
    this.nameProblem = undefined;
    await this.updateComplete;
    try {
      await rename(this.session, name);
      await this.look();
    } catch (error) {
      this.nameProblem = { text: error instanceof UnsettledError
        ? msg('A message may be on its way under your present name. Try again once it has arrived.', { id: 'renameUnsettled' })
        : failureWords(toFailure(error)) };
    } finally {
      this.renaming = false;
    }
  }

  private async forget(server: string): Promise<void> {
    await forgetServer(this.device, server);
    await this.look();
  }

  private async deleteAll(): Promise<void> {
    this.session.close();
    this.deleteFailed = !(await forgetEverything(this.device, BASES.demo));
    if (!this.deleteFailed) this.dispatchEvent(event('sala-forgotten', null));
  }
}

/** What the build says; empty in a page that no build has made, as in a test. */
function version(): string {
  try {
    return import.meta.env['SALA_VERSION'] as string;
  } catch {
    return '';
  }
}

/** Bytes that a browser has stored for this page; undefined where it does not say, as on a page over plain http. */
async function usedBytes(): Promise<number | undefined> {
  try {
    const storage = navigator.storage as StorageManager | undefined;
    return (await storage?.estimate())?.usage;
  } catch {
    return undefined;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-settings': Settings;
  }
}
