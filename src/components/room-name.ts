import { LANGUAGES } from '../locales/languages.ts';
import { getLocale } from '../locales/locale.ts';
import { loadLater } from './code.ts';

const WORDS_OF_A_NAME = 3;

/**
 * A name that nobody guesses: three of 256 words, which is one of 16,777,216.
 *
 * @throws where the words cannot be loaded
 */
export async function suggestRoomName(locale = getLocale()): Promise<string> {
  const { WORDS: words } = await loadLater((LANGUAGES[locale]?.roomWords ?? (() => import('../locales/room-words/en.ts')))());
  // There are as many words as a byte has values, so that each is as likely as the other.
  const drawn = crypto.getRandomValues(new Uint8Array(WORDS_OF_A_NAME));
  return [...drawn].map((byte) => words[byte]).join('-');
}
