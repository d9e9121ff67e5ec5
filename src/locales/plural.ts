import { getLocale } from './locale.ts';

/**
 * Whether a count takes the form of one thing in the language that is spoken: 0 does in Portuguese, and does not in
 * English. Both languages have this form and one other; a language with more needs more than this.
 */
export function isSingular(count: number): boolean {
  return new Intl.PluralRules(getLocale()).select(count) === 'one';
}
