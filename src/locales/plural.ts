import { msg } from '@lit/localize';
import type { Forms } from './forms.ts';
import { getLocale } from './locale.ts';

/**
 * A message that depends on a count. The source has the forms that English has; a language gives those that it has
 * itself: `id: { one: …, few: …, other: … }` in its file.
 */
export function plural(count: number, id: string, forms: Forms): string {
  const category = new Intl.PluralRules(getLocale()).select(count);
  return msg(forms[category] ?? forms.other, { id: `${id}.${category}` }) as string;
}
