import * as v from 'valibot';
import { ERROR_CODES } from './errors.ts';
import { ReceivedText } from './received.ts';

/** An error as Sala's server answers it. */
export const KnownErrorAnswer = v.object({
  status: v.literal('error'),
  code: v.picklist(ERROR_CODES),
  message: ReceivedText,
});
