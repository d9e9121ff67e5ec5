// Two languages that Sala does not speak, added as a new one would be. Import this before what reads the languages.
import { str } from '@lit/localize';
import { LANGUAGES, type Template } from '../../src/locales/languages.ts';
import { templates } from '../../src/locales/pt-BR.ts';

/** What each form of these says begins with the form's name, so that tests see which one was chosen. */
function inForms(forms: readonly Intl.LDMLPluralRule[]): Record<string, Template> {
  return Object.fromEntries(Object.entries<Template>(templates).map(([id, template]) => {
    if (typeof template === 'string' || 'strTag' in template) return [id, template];
    return [id, { other: str`other ${0}`, ...Object.fromEntries(forms.map((form) => [form, str([`${form} `, ''] as unknown as TemplateStringsArray, 0)])) }];
  }));
}

/** Arabic has every form, and is written from right to left. */
LANGUAGES['ar'] = { words: () => Promise.resolve({ templates: inForms(['zero', 'one', 'two', 'few', 'many', 'other']) }) };

/** Of Polish the form `many` is missing. */
LANGUAGES['pl'] = { words: () => Promise.resolve({ templates: inForms(['one', 'few', 'other']) }) };
