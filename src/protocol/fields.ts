import * as v from 'valibot';
import {
  EPOCH_MAX_LENGTH, MESSAGE_ID_MAX_LENGTH, MESSAGE_ID_PATTERN, MESSAGE_MAX_LENGTH, ROOM_MAX_LENGTH,
  USERNAME_MAX_LENGTH,
} from './limits.ts';
import { hasNameCharacters, hasTextCharacters, isBlank, isWellFormed, normalizeName } from './names.ts';

const name = (max: number) =>
  v.pipe(
    v.string('must be a text'),
    v.check(isWellFormed, 'must not have halves of characters'),
    v.transform(normalizeName),
    v.minLength(1, 'must not be empty'),
    v.maxLength(max, `must have at most ${max} characters`),
    v.check(hasNameCharacters, 'must not have control, private-use or invisible formatting characters'),
  );

export const RoomName = name(ROOM_MAX_LENGTH);
export const UserName = name(USERNAME_MAX_LENGTH);

export const MessageText = v.pipe(
  v.string('must be a text'),
  v.maxLength(MESSAGE_MAX_LENGTH, `must have at most ${MESSAGE_MAX_LENGTH} characters`),
  v.check((text) => !isBlank(text), 'must not be empty'),
  v.check(hasTextCharacters, 'must not have control characters other than tab and line break'),
);

export const MessageId = v.pipe(
  v.string('must be a text'),
  v.maxLength(MESSAGE_ID_MAX_LENGTH, `must have at most ${MESSAGE_ID_MAX_LENGTH} characters`),
  v.regex(MESSAGE_ID_PATTERN, 'must be made of the characters A-Z a-z 0-9 - _'),
);

export const Epoch = v.pipe(
  v.string('must be a text'),
  v.maxLength(EPOCH_MAX_LENGTH, `must have at most ${EPOCH_MAX_LENGTH} characters`),
);

/** A number ≥ 0 as it is written in a query: digits, perhaps a fraction, perhaps an exponent. */
export const QueryNumber = v.pipe(
  v.string('must be a number'),
  v.regex(/^(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i, 'must be a number that is not negative'),
  v.transform(Number),
  v.finite('must be a finite number'),
);
