import { loadLater } from '../components/code.ts';
import { useLocale } from '../locales/locale.ts';
import { preferences, type PreferenceValues } from './preferences.ts';

/** The schemes of the page's two colours of the window, in their order in `index.html`. */
const SCHEMES = ['light', 'dark'] as const;

/** The languages to speak, the most wanted first. */
export function wantedLanguages(): readonly string[] {
  const { language } = preferences.values;
  return language === 'system' ? navigator.languages : [language, ...navigator.languages];
}

/** Shows the page in a theme, the frame that a phone draws around it as well. */
export function showTheme(theme: PreferenceValues['theme']): void {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset['theme'];
  else dataset['theme'] = theme;
  const colours = document.head.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]');
  for (const [index, scheme] of SCHEMES.entries()) {
    const media = theme === 'system' ? `(prefers-color-scheme: ${scheme})` : theme === scheme ? 'all' : 'not all';
    colours[index]?.setAttribute('media', media);
  }
}

/**
 * Shows the page as somebody has chosen, from now on: also when they choose anew, in whatever window.
 *
 * @returns what ends it, once the page speaks the language that was chosen
 */
export async function showAsChosen(): Promise<() => void> {
  const end = preferences.subscribe(() => {
    showTheme(preferences.values.theme);
    void speak();
  });
  showTheme(preferences.values.theme);
  await speak();
  return end;
}

/** Where a language cannot be loaded, the page goes on in the one that it speaks. */
async function speak(): Promise<void> {
  await loadLater(useLocale(wantedLanguages())).catch(() => {});
}
