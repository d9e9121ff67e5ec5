import { configureLocalization } from '@lit/localize';

export const SOURCE_LOCALE = 'en';
/** Each has a file of its name here. */
export const TARGET_LOCALES = ['pt-BR'] as const;

const localization = configureLocalization({
  sourceLocale: SOURCE_LOCALE,
  targetLocales: TARGET_LOCALES,
  loadLocale: () => import('./pt-BR.ts'),
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

/** Speaks the language of the browser from now on. */
export async function useLocale(wanted: readonly string[]): Promise<void> {
  const locale = chooseLocale(wanted);
  await localization.setLocale(locale);
  document.documentElement.lang = locale;
}
