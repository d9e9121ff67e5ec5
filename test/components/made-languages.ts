// Two languages that Sala does not speak, added as a new one would be. Import this before what reads the languages.
import { str } from '@lit/localize';
import { withForms, type Template, type Text } from '../../src/locales/forms.ts';
import { LANGUAGES } from '../../src/locales/languages.ts';
import { templates } from '../../src/locales/pt-BR.ts';

/** What each form of these says begins with the form's name, so that tests see which one was chosen. */
function made(forms: readonly Intl.LDMLPluralRule[]): Record<string, Text> {
  const named = (form: string) => str([`${form} `, ''] as unknown as TemplateStringsArray, 0);
  return withForms(Object.fromEntries(Object.entries(templates).map(([id, text]): [string, Template] => {
    const [message = '', form] = id.split('.');
    return form === undefined ? [id, text] : [message, { other: named('other'), ...Object.fromEntries(forms.map((one) => [one, named(one)])) }];
  })));
}

/** Arabic has every form, and is written from right to left. */
LANGUAGES['ar'] = { isRightToLeft: true, words: () => Promise.resolve({ templates: made(['zero', 'one', 'two', 'few', 'many', 'other']) }) };

/** Of Polish the form `many` is missing. */
LANGUAGES['pl'] = { words: () => Promise.resolve({ templates: made(['one', 'few', 'other']) }) };
