import { localized, msg } from '@lit/localize';
import { css, html, LitElement, type TemplateResult } from 'lit';
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
      gap: var(--space-4);
    }
    fieldset {
      min-inline-size: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      margin-block-end: var(--space-1);
      padding: 0;
      font-weight: 550;
    }
    .options {
      display: grid;
      gap: var(--space-2);
    }
    .option {
      display: flex;
      flex: 1 1 auto;
      align-items: center;
      gap: var(--space-2);
      min-block-size: var(--tap);
      margin: 0;
      padding: 0 var(--space-3);
      border: 1px solid var(--line);
      border-radius: var(--radius);
      font-weight: 400;
      cursor: pointer;
    }
    .option:has(:checked) {
      border-color: var(--accent);
      background: var(--own);
    }
    .option:has(:focus-visible) {
      outline: 3px solid var(--accent);
      outline-offset: 1px;
    }
    .option input {
      inline-size: 1.125rem;
      min-block-size: 0;
      block-size: 1.125rem;
      margin: 0;
      padding: 0;
      outline: none;
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
      <div>
        <label for="language">${msg('Language', { id: 'language' })}</label>
        <select id="language" @change=${({ target }: Event) => this.choose({ language: (target as HTMLSelectElement).value })}>
          ${languages.map(([tag, words]) => html`<option value=${tag} ?selected=${tag === language}
            lang=${tag === 'system' ? '' : tag}>${words}</option>`)}
        </select>
      </div>
      ${this.group('theme', msg('Theme', { id: 'theme' }), theme, [
        ['system', system], ['light', msg('Light', { id: 'themeLight' })], ['dark', msg('Dark', { id: 'themeDark' })],
      ])}
      ${this.group('notify', msg('Tell me of', { id: 'tellOf' }), notify, [
        ['all', msg('All messages', { id: 'tellAll' })], ['mentions', msg('Mentions', { id: 'tellMentions' })],
        ['none', msg('Nothing', { id: 'tellNone' })],
      ])}
      <label class="option">
        <input type="checkbox" .checked=${sound} @change=${({ target }: Event) => this.choose({ sound: (target as HTMLInputElement).checked })}>
        ${msg('Sound of new messages', { id: 'soundOfNew' })}
      </label>
    `;
  }

  private group<Name extends 'theme' | 'notify'>(
    name: Name, legend: string, chosen: Choices[Name], options: readonly Option<Choices[Name]>[],
  ): TemplateResult {
    return html`
      <fieldset>
        <legend>${legend}</legend>
        <div class="options">
          ${options.map(([value, words]) => html`
            <label class="option">
              <input type="radio" name=${name} .value=${value} .checked=${value === chosen} @change=${() => this.choose({ [name]: value })}>
              ${words}
            </label>`)}
        </div>
      </fieldset>
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
