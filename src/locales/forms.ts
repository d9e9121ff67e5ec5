import type { str } from '@lit/localize';

export type Text = string | ReturnType<typeof str>;

/** A text by the forms that a language has for counts, as `Intl.PluralRules` names them; `other` where one is missing. */
export type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, Text>> & { other: Text }>;

/** What a language says for a message's id. */
export type Template = Text | Forms;

const CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;

/** The templates of a language with each form under an id of its own, where `plural` looks for it. */
export function withForms(templates: Readonly<Record<string, Template>>): Record<string, Text> {
  return Object.fromEntries(Object.entries(templates).flatMap(([id, template]): [string, Text][] => (
    typeof template === 'string' || 'strTag' in template
      ? [[id, template]]
      : CATEGORIES.map((category) => [`${id}.${category}`, template[category] ?? template.other]))));
}
