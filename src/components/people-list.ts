import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from '../styles/shared.ts';

/** Who is in a room. Shows nothing as long as that is not known. */
@customElement('sala-people-list')
@localized()
export class PeopleList extends LitElement {
  static override styles = [base, css`
    :host {
      display: block;
    }
    li {
      padding: var(--space-2) 0;
      overflow-wrap: anywhere;
    }
    .you,
    .unknown {
      color: var(--text-quiet);
    }
  `];

  /** In the order of joining. */
  @property({ attribute: false }) people: readonly string[] | undefined;
  @property() username = '';
  /** The server does not tell who is where. */
  @property({ type: Boolean }) untold = false;

  override render(): TemplateResult | typeof nothing {
    if (this.untold) {
      return html`<p class="unknown">${msg('This server does not tell who is here.', { id: 'peopleUnknown' })}</p>`;
    }
    if (!this.people) return nothing;
    return html`
      <ul role="list" aria-label=${msg('People', { id: 'people' })}>
        ${this.people.map((name) => html`<li><span dir="auto">${name}</span>${name === this.username
          ? html` <span class="you">${msg('(you)', { id: 'you' })}</span>`
          : nothing}</li>`)}
      </ul>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-people-list': PeopleList;
  }
}
