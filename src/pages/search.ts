import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Session } from '../chat/session.ts';
import '../components/search-dialog.ts';
import type { Found, SearchDialog } from '../components/search-dialog.ts';
import { fold } from '../locales/fold.ts';
import { searchKept } from '../storage/search.ts';
import { showMessage } from './show-message.ts';

/** So many messages are shown of those that were found, the newest. */
const MOST_SHOWN = 100;

/** The search, connected to what the device keeps of the server's rooms. */
@customElement('sala-search')
export class Search extends LitElement {
  @property({ attribute: false }) session!: Session;
  @state() private found: readonly Found[] | undefined;
  @state() private count = 0;
  @state() private looked = '';
  @query('sala-search-dialog') private readonly dialog!: SearchDialog;
  /** Counts queries: the answer to one that is not the last is not shown. */
  #queries = 0;

  async open(): Promise<void> {
    await this.dialog.updateComplete;
    this.dialog.open();
    // There may be more by now.
    await this.look(this.looked);
  }

  override render(): TemplateResult {
    return html`
      <sala-search-dialog .found=${this.found} .count=${this.count} .looked=${this.looked}
        @sala-query=${({ detail }: CustomEvent<string>) => this.look(detail)}
        @sala-show=${({ detail }: CustomEvent<Found>) => showMessage(this, this.session, detail)}></sala-search-dialog>
    `;
  }

  private async look(typed: string): Promise<void> {
    const wanted = fold(typed.trim());
    const number = ++this.#queries;
    const hits = wanted === '' ? undefined : await searchKept(this.session.store, (text) => fold(text).includes(wanted));
    if (number !== this.#queries) return;
    this.looked = typed;
    this.count = hits?.length ?? 0;
    this.found = hits?.slice(0, MOST_SHOWN).map(({ room, entry: { key, writer, text, timestamp } }) =>
      ({ room, key, writer, text, at: timestamp * 1_000 }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-search': Search;
  }
}
