/** Of every answer of the API, names and values in turn. */
export const API_HEADERS: readonly string[] = [
  'Content-Type', 'application/json; charset=utf-8',
  'Cache-Control', 'no-store',
  'Access-Control-Allow-Origin', '*',
  'Access-Control-Expose-Headers', 'Retry-After',
  'X-Content-Type-Options', 'nosniff',
];
