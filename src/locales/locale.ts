import { configureLocalization } from '@lit/localize';
import { LANGUAGES, type Language } from './languages.ts';

export const SOURCE_LOCALE = 'en';

export const TARGET_LOCALES: readonly string[] = Object.keys(LANGUAGES);

const localization = configureLocalization({
  sourceLocale: SOURCE_LOCALE,
  targetLocales: TARGET_LOCALES,
  loadLocale: (locale) => (LANGUAGES[locale] as Language).words(),
});

export const getLocale = localization.getLocale;

/** The first of the wanted languages that there is, or one of its kin: Portuguese of Portugal finds that of Brazil. */
export function chooseLocale(wanted: readonly string[]): string {
  const all = [SOURCE_LOCALE, ...TARGET_LOCALES];
  for (const tag of wanted) {
    const [language = ''] = tag.toLowerCase().split('-');
    const found = all.find((one) => one.toLowerCase() === tag.toLowerCase())
      ?? all.find((one) => one.toLowerCase().split('-')[0] === language);
    if (found) return found;
  }
  return SOURCE_LOCALE;
}

/** How a language calls itself, without its country. */
export function nameOf(locale: string): string {
  const [language = ''] = locale.split('-');
  const name = new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? locale;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

/** Speaks the first of these languages that there is from now on. */
export async function useLocale(wanted: readonly string[]): Promise<void> {
  const locale = chooseLocale(wanted);
  await localization.setLocale(locale);
  const page = document.documentElement;
  page.lang = locale;
  page.dir = LANGUAGES[locale]?.isRightToLeft ? 'rtl' : 'ltr';
}
