import * as v from 'valibot';

/** Seconds since the Unix epoch. */
export const Timestamp = v.pipe(v.number(), v.finite(), v.minValue(0));
