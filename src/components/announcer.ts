import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { base } from '../styles/shared.ts';

/** Long enough to be taken up; later, whoever reads the page line by line would find it there twice. */
const STAYS_MS = 10_000;

interface Announcement {
  readonly number: number;
  readonly text: string;
}

/** Says what is new to screen readers, beside a log that is silent itself, so that old messages are never read out. */
@customElement('sala-announcer')
export class Announcer extends LitElement {
  static override styles = [base, css`
    :host {
      display: contents;
    }
  `];

  @state() private announcements: readonly Announcement[] = [];
  #count = 0;

  /** Says a text, also one that was said just before. */
  announce(text: string): void {
    const announcement = { number: ++this.#count, text };
    this.announcements = [...this.announcements, announcement];
    setTimeout(() => {
      this.announcements = this.announcements.filter((one) => one !== announcement);
    }, STAYS_MS);
  }

  override render(): TemplateResult {
    return html`
      <div class="visually-hidden" aria-live="polite" aria-relevant="additions">
        ${repeat(this.announcements, ({ number }) => number, ({ text }) => html`<p>${text}</p>`)}
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-announcer': Announcer;
  }
}
