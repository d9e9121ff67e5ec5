import { msg, str } from '@lit/localize';
import { plural } from '../locales/plural.ts';
import { ROOM_MAX_LENGTH, USERNAME_MAX_LENGTH } from '../protocol/limits.ts';
import { hasNameCharacters, normalizeName } from '../protocol/names.ts';

/** What is wrong with a name as it was typed, in words; empty where it is fine. */
export function nameProblem(typed: string, max: number): string {
  const name = normalizeName(typed);
  if (name.length > max) return plural(max, 'nameTooLong', { other: str`At most ${max} characters, please.` });
  if (!hasNameCharacters(name)) {
    return msg('This has invisible characters. Type it again.', { id: 'nameInvisible' });
  }
  return '';
}

export function usernameProblem(typed: string): string {
  if (normalizeName(typed) === '') return msg('Say what others should call you.', { id: 'nameEmpty' });
  return nameProblem(typed, USERNAME_MAX_LENGTH);
}

export function roomProblem(typed: string): string {
  if (normalizeName(typed) === '') return msg('Say which room.', { id: 'roomEmpty' });
  return nameProblem(typed, ROOM_MAX_LENGTH);
}
