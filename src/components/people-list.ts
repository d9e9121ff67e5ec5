import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { plural } from '../locales/plural.ts';
import { base, buttons } from '../styles/shared.ts';
import { writerClass, writerColours } from '../styles/writers.ts';

/** So many people are drawn at first, and so many more each time that somebody wants to see more. */
const DRAWN_AT_FIRST = 100;
const DRAWN_MORE = 500;

/** Who is in a room. Shows nothing as long as that is not known. */
@customElement('sala-people-list')
@localized()
export class PeopleList extends LitElement {
  static override styles = [base, buttons, css`
    :host {
      display: block;
    }
    li {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      align-items: center;
      gap: var(--space-2);
      padding-block: var(--space-1);
      overflow-wrap: anywhere;
    }
    /* In the colour that the name has in the talk. */
    .initial {
      display: grid;
      place-items: center;
      inline-size: 1.75rem;
      block-size: 1.75rem;
      overflow: hidden;
      border: 1px solid transparent;
      border-radius: 50%;
      background: var(--writer);
      color: var(--surface);
      font-size: var(--text-small);
      font-weight: 650;
    }
    .initial::before {
      content: attr(data-initial);
    }
    li > span {
      overflow: clip;
    }
    .you,
    .unknown {
      color: var(--text-quiet);
    }
    .you {
      font-size: var(--text-small);
    }
  `, ...writerColours];

  /** In the order of joining. */
  @property({ attribute: false }) people: readonly string[] | undefined;
  @property() username = '';
  /** The server does not tell who is where. */
  @property({ type: Boolean }) untold = false;

  @state() private drawn = DRAWN_AT_FIRST;

  override render(): TemplateResult | typeof nothing {
    if (this.untold) {
      return html`<p class="unknown">${msg('This server does not tell who is here.', { id: 'peopleUnknown' })}</p>`;
    }
    if (!this.people) return nothing;
    const others = this.people.length - this.drawn;
    return html`
      <ul role="list" aria-label=${msg('People', { id: 'people' })}>
        ${this.people.slice(0, this.drawn).map((name) => html`<li><span class="initial ${writerClass(name)}" data-initial=${initialOf(name)} aria-hidden="true"></span>
          <span><bdi translate="no" .textContent=${name}></bdi>${name === this.username
            ? html` <span class="you">${msg('(you)', { id: 'you' })}</span>`
            : nothing}</span></li>`)}
      </ul>
      ${others > 0
        ? html`<p class="unknown"><span .textContent=${plural(others, 'others', { other: str`${others} others` })}></span>
            <button class="plain" @click=${this.drawMore}>${msg('Show more', { id: 'showMore' })}</button></p>`
        : nothing}
    `;
  }

  private drawMore(): void {
    this.drawn += DRAWN_MORE;
  }
}

/** Made when it is first needed: that takes a slow phone longer than all the rest of this page's code. */
let characters: Intl.Segmenter | undefined;

/** The first character as a reader counts them, with its accents or as a whole emoji. */
function initialOf(name: string): string {
  const [first] = (characters ??= new Intl.Segmenter()).segment(name);
  return first?.segment.toLocaleUpperCase() ?? '';
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-people-list': PeopleList;
  }
}
