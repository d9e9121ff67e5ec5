import { NAME_RAW_MAX_LENGTH } from './limits.ts';

/*
 * The normal form of the names of rooms and people, and what may be in a text. The properties are those of the
 * Unicode Character Database (UAX #44), by their short names: DI is Default_Ignorable_Code_Point. What is unassigned
 * passes, because Unicode versions differ between hosts.
 */

const WHITE_SPACE_RUN = /\p{White_Space}+/gu;

/** What takes no place or is drawn as nothing: beside what Unicode says, fillers whose glyph is empty. */
const UNSEEN = String.raw`\p{DI}\p{NChar}\u2800\uFFF9-\uFFFC\u{16FE4}\u{1D159}\u{13430}-\u{13442}`;

const ONLY_UNSEEN = new RegExp(`^[\\p{White_Space}${UNSEEN}]*$`, 'u');

/** Control, surrogate, private-use and format characters, and what cannot be seen. */
const FORBIDDEN_IN_NAME = new RegExp(`[\\p{Cc}\\p{Cs}\\p{Co}\\p{Cf}${UNSEEN}]`, 'u');

/** Something to see, on which marks can stand. */
const SEEN = new RegExp(`[^\\p{M}\\p{White_Space}\\p{Cf}${UNSEEN}]`, 'u');

const VIRAMA = String.raw`[\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D3B\u0D3C\u0D4D\u0DCA\u1039\u103A\u1714\u1734\u17D2\u1A60\u1B44\u1BAA\u1BAB\u1BF2\u1BF3\uA8C4\uA953\uA9C0\uAAF6\uABED\u{11046}\u{110B9}\u{11133}\u{11134}\u{111C0}\u{11235}\u{112EA}\u{1134D}\u{11442}\u{114C2}\u{115BF}\u{1163F}\u{116B6}\u{11839}\u{119E0}\u{11C3F}]`;

/** Scripts whose letters change their form beside each other, and are kept from it by ZWNJ. */
const CURSIVE = String.raw`[\p{scx=Arab}\p{scx=Syrc}\p{scx=Mong}\p{scx=Nkoo}\p{scx=Adlm}\p{scx=Rohg}\p{sc=Khmr}]`;

const EMOJI = String.raw`\p{ExtPict}[\uFE0E\uFE0F\p{EMod}]?`;

/**
 * Characters that cannot be seen, with those that need them: joiners as in UAX #31, 2.3 and RFC 5892, A.1 and A.2;
 * variation selectors of ideographs, emoji and Mongolian letters; emoji sequences (UTS #51, 1.4). All are matched forwards:
 * JavaScriptCore fails at most that looks behind itself for characters of two units.
 */
const NEEDED = new RegExp([
  `${CURSIVE}\\u200C(?=${CURSIVE})`,
  `${VIRAMA}[\\u200C\\u200D]`,
  `\\p{L}\\p{M}?[\\u200C\\u200D](?=${VIRAMA})`,
  String.raw`\p{scx=Arab}\u200D`,
  String.raw`\p{sc=Mymr}\uFE00`,
  String.raw`(?=\p{sc=Mong})\p{L}(?:[\u180B-\u180D\u180F]|\u180E(?=\p{sc=Mong}))`,
  String.raw`\p{Ideo}[\uFE00-\uFE02\u{E0100}-\u{E01EF}]`,
  String.raw`[\d#*]\uFE0F\u20E3`,
  String.raw`${EMOJI}(?:\u200D${EMOJI})*(?:[\u{E0020}-\u{E007E}]+\u{E007F})?`,
].join('|'), 'gu');

/** Typed in names and not seen: what separates words that touch, and a joiner that nothing follows or that came twice. */
const DROPPED = new RegExp(String.raw`([\p{sc=Khmr}\p{sc=Thai}\p{sc=Laoo}\p{sc=Mymr}])\u200B+|(${CURSIVE})\u200C+(?=\u200C|\s|$)`, 'gu');

/** Control characters but tab and line break, or half of a surrogate pair. */
const FORBIDDEN_IN_TEXT = /(?![\t\n\r])\p{Cc}|\p{Cs}/u;

/** Words of visible ASCII with single spaces: in normal form as they are, and with nothing that a name may not have. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** Whether a text has no half of a surrogate pair. Asked before a text is normalised: Firefox puts U+FFFD in their place. */
export function isWellFormed(text: string): boolean {
  return !/\p{Cs}/u.test(text);
}

/**
 * Runs of white space become one space, ends are trimmed, the rest is normalised to NFC. A text of more than
 * `NAME_RAW_MAX_LENGTH` units comes back as it is, since normalising it may take seconds. It is too long for a name.
 */
export function normalizeName(name: string): string {
  if (name.length > NAME_RAW_MAX_LENGTH || PLAIN.test(name)) return name;
  return name.replace(DROPPED, '$1$2').replace(WHITE_SPACE_RUN, ' ').replace(/^ | $/g, '').normalize('NFC');
}

/** Whether a name in normal form has only characters that a name may have, and something to see. */
export function hasNameCharacters(name: string): boolean {
  if (name.length > NAME_RAW_MAX_LENGTH) return false;
  if (PLAIN.test(name)) return true;
  // A space stands in for what is needed, or halves of a surrogate pair on both sides of it would become a whole one.
  return SEEN.test(name) && !FORBIDDEN_IN_NAME.test(name.replace(NEEDED, ' '));
}

/** Whether a message's text has only characters that it may have. */
export function hasTextCharacters(text: string): boolean {
  return !FORBIDDEN_IN_TEXT.test(text);
}

/** Whether there is nothing to see in a text. */
export function isBlank(text: string): boolean {
  return ONLY_UNSEEN.test(text);
}
