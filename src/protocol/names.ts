/*
 * The normal form of the names of rooms and people, and what may be in a text. The properties are those of the
 * Unicode Character Database (UAX #44). What is unassigned passes, because Unicode versions differ between hosts.
 */

const WHITE_SPACE_RUN = /\p{White_Space}+/gu;
const ONLY_WHITE_SPACE = /^\p{White_Space}*$/u;

/** Control (Cc), surrogate (Cs), private use (Co), and format characters (Cf) other than ZWNJ and ZWJ. */
const FORBIDDEN_IN_NAME = /[\p{Cc}\p{Cs}\p{Co}]|(?![\u200C\u200D])\p{Cf}/u;

/** An emoji tag sequence such as the flag of Scotland (UTS #51, ED-14a): base, tags, cancel tag. */
const EMOJI_TAG_SEQUENCE =
  /[\p{Emoji_Presentation}\p{Extended_Pictographic}]\uFE0F?\p{Emoji_Modifier}?[\u{E0020}-\u{E007E}]+\u{E007F}/gu;

/** Control characters but tab and line break, or half of a surrogate pair. */
const FORBIDDEN_IN_TEXT = /(?![\t\n\r])\p{Cc}|\p{Cs}/u;

/** Words of visible ASCII with single spaces: in normal form as they are, and with nothing that a name may not have. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** Whether a text has no half of a surrogate pair. Asked before a text is normalised: Firefox puts U+FFFD in their place. */
export function isWellFormed(text: string): boolean {
  return !/\p{Cs}/u.test(text);
}

/** Runs of white space become one space, ends are trimmed, the rest is normalised to NFC. */
export function normalizeName(name: string): string {
  if (PLAIN.test(name)) return name;
  return name.replace(WHITE_SPACE_RUN, ' ').replace(/^ | $/g, '').normalize('NFC');
}

/** Whether a name in normal form has only characters that a name may have. */
export function hasNameCharacters(name: string): boolean {
  // A space stands in for the emoji, or halves of a surrogate pair on both sides of it would become a whole one.
  return PLAIN.test(name) || !FORBIDDEN_IN_NAME.test(name.replace(EMOJI_TAG_SEQUENCE, ' '));
}

/** Whether a message's text has only characters that it may have. */
export function hasTextCharacters(text: string): boolean {
  return !FORBIDDEN_IN_TEXT.test(text);
}

export function isBlank(text: string): boolean {
  return ONLY_WHITE_SPACE.test(text);
}
