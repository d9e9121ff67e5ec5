/** Shortcodes by the code points of their emoji, in hexadecimal, as Emojibase has them. */
type Shortcodes = Readonly<Record<string, string | readonly string[]>>;

export interface Emoji {
  readonly sign: string;
  /** Without colons. */
  readonly code: string;
}

const SKIN_TONE = /1F3F[B-F]/;

/** The languages that have shortcodes of their own, beside those that are typed everywhere. */
const OF_LANGUAGE: Readonly<Record<string, () => Promise<{ default: Shortcodes }>>> = {
  pt: () => import('emojibase-data/pt/shortcodes/cldr.json'),
};

export class EmojiCodes {
  readonly #emoji: readonly Emoji[];
  readonly #byCode: ReadonlyMap<string, string>;

  /** @param sources where two have the same shortcode, the first counts */
  constructor(sources: readonly Shortcodes[]) {
    this.#emoji = sources.flatMap((source) => Object.entries(source).flatMap(([points, codes]) =>
      SKIN_TONE.test(points) ? [] : [codes].flat().map((code) => ({ sign: toSign(points), code }))));
    this.#byCode = new Map(this.#emoji.toReversed().map(({ sign, code }) => [code, sign]));
  }

  /** The emoji of a whole shortcode, whatever its capitals and accents. */
  find(code: string): string | undefined {
    return this.#byCode.get(plain(code));
  }

  /** Those whose shortcode begins so, then those of which a later word does; short ones first, each emoji once. */
  match(query: string, most: number): Emoji[] {
    const wanted = plain(query);
    const first = this.#emoji.filter(({ code }) => code.startsWith(wanted));
    const later = this.#emoji.filter(({ code }) => code.includes(`_${wanted}`));
    const byLength = (one: Emoji, other: Emoji) => one.code.length - other.code.length;
    const found = new Map<string, Emoji>();
    for (const emoji of [...first.toSorted(byLength), ...later.toSorted(byLength)]) {
      if (found.size === most) break;
      if (!found.has(emoji.sign)) found.set(emoji.sign, emoji);
    }
    return [...found.values()];
  }
}

const loads = new Map<string, Promise<EmojiCodes>>();

/**
 * The shortcodes that are typed everywhere, with those of a language where it has some; loaded when first asked for.
 *
 * @param locale a language's tag
 * @throws what the import throws, where there is no network and they are not kept. Ask again later
 */
export async function loadEmoji(locale: string): Promise<EmojiCodes> {
  const [language = ''] = locale.split('-');
  const loading = loads.get(language) ?? load(language);
  loads.set(language, loading);
  try {
    return await loading;
  } catch (error) {
    loads.delete(language);
    throw error;
  }
}

async function load(language: string): Promise<EmojiCodes> {
  const everywhere: Promise<{ default: Shortcodes }> = import('emojibase-data/en/shortcodes/github.json');
  const sources = await Promise.all([everywhere, OF_LANGUAGE[language]?.() ?? []].flat());
  return new EmojiCodes(sources.map((source) => source.default));
}

/** Signs that are text unless told otherwise are told. */
function toSign(points: string): string {
  const sign = String.fromCodePoint(...points.split('-').map((point) => Number.parseInt(point, 16)));
  return points.includes('-') || /^\p{Emoji_Presentation}/u.test(sign) ? sign : `${sign}\uFE0F`;
}

function plain(code: string): string {
  return code.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
