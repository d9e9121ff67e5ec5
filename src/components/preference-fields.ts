import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { nameOf, SOURCE_LOCALE, TARGET_LOCALES } from '../locales/locale.ts';
import { base, fields } from '../styles/shared.ts';
import { event } from './events.ts';

/** What can be chosen for this browser. */
export interface Choices {
  /** A language's tag, or `system`. */
  readonly language: string;
  readonly theme: 'system' | 'light' | 'dark';
  readonly notify: 'all' | 'mentions' | 'none';
  readonly sound: boolean;
}

type Option<Value> = readonly [value: Value, words: string];

/**
 * Language, theme, and what one is told of.
 *
 * @fires sala-choose - what was chosen, as a part of {@link Choices}
 */
@customElement('sala-preference-fields')
@localized()
export class PreferenceFields extends LitElement {
  static override styles = [base, fields, css`
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-4);
    }
    select {
      min-inline-size: 0;
      padding-inline-end: var(--space-5);
      appearance: none;
      /* An arrow that keeps away from the edge. */
      background:
        linear-gradient(45deg, transparent 50%, currentColor 50%) right 1.125rem center / 0.375rem 0.375rem no-repeat,
        linear-gradient(-45deg, transparent 50%, currentColor 50%) right 0.75rem center / 0.375rem 0.375rem no-repeat,
        var(--surface);
      text-overflow: ellipsis;
    }
    select:dir(rtl) {
      background-position: left 0.75rem center, left 1.125rem center, 0 0;
    }
    @media (forced-colors: active) {
      /* The arrow is the page's own, and pictures are not drawn. */
      select {
        appearance: auto;
      }
    }
    .option {
      display: flex;
      align-items: center;
      gap: var(--space-3);
      min-block-size: var(--tap);
      margin: 0;
      font-weight: 400;
      cursor: pointer;
    }
    .option input {
      flex: none;
      inline-size: 1.125rem;
      min-block-size: 0;
      block-size: 1.125rem;
      margin: 0;
      padding: 0;
      accent-color: var(--accent);
    }
  `];

  @property({ attribute: false }) choices!: Choices;

  override render(): TemplateResult {
    const { language, theme, notify, sound } = this.choices;
    const system = msg('System', { id: 'asSystem' });
    const languages: readonly Option<string>[] = [
      ['system', system], ...[SOURCE_LOCALE, ...TARGET_LOCALES].map((tag) => [tag, nameOf(tag)] as const),
    ];
    return html`
      ${this.field('language', msg('Language', { id: 'language' }), language, languages)}
      ${this.field('theme', msg('Theme', { id: 'theme' }), theme, [
        ['system', system], ['light', msg('Light', { id: 'themeLight' })], ['dark', msg('Dark', { id: 'themeDark' })],
      ])}
      ${this.field('notify', msg('Notify me about', { id: 'tellOf' }), notify, [
        ['all', msg('All messages', { id: 'tellAll' })], ['mentions', msg('Mentions', { id: 'tellMentions' })],
        ['none', msg('Nothing', { id: 'tellNone' })],
      ])}
      <label class="option">
        <input type="checkbox" .checked=${sound} @change=${({ target }: Event) => this.choose({ sound: (target as HTMLInputElement).checked })}>
        ${msg('Sound of new messages', { id: 'soundOfNew' })}
      </label>
    `;
  }

  private field<Name extends 'language' | 'theme' | 'notify'>(
    name: Name, label: string, chosen: Choices[Name], options: readonly Option<Choices[Name]>[],
  ): TemplateResult {
    return html`
      <div>
        <label for=${name}>${label}</label>
        <select id=${name} @change=${({ target }: Event) => this.choose({ [name]: (target as HTMLSelectElement).value })}>
          ${options.map(([value, words]) => html`<option value=${value} ?selected=${value === chosen}
            lang=${name === 'language' && value !== 'system' ? value : nothing}>${words}</option>`)}
        </select>
      </div>
    `;
  }

  private choose(chosen: Partial<Choices>): void {
    this.dispatchEvent(event('sala-choose', chosen));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-preference-fields': PreferenceFields;
  }
}
