import type { LocaleModule } from '@lit/localize';

export interface Language {
  /**
   * Where its script is written from right to left. `Intl.Locale` knows, but for that Chromium loads data for 9 to 15 ms, and the
   * first screen would wait.
   */
  readonly isRightToLeft?: boolean;
  words(): Promise<LocaleModule>;
  /** What proposed names of rooms are made of: 256 words. Without them they are English. */
  roomWords?(): Promise<{ readonly WORDS: readonly string[] }>;
}

/** Each language beside English is a file of its tag here, and a line. */
export const LANGUAGES: Record<string, Language> = {
  'pt-BR': { words: () => import('./pt-BR.ts'), roomWords: () => import('./room-words/pt-BR.ts') },
};
