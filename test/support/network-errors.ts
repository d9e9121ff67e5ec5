/** What a browser's `fetch` throws, whatever went wrong. */
export function networkError(): TypeError {
  return new TypeError('Failed to fetch');
}

/** What it throws for a call that was given up. */
export function abortError(): DOMException {
  return new DOMException('The user aborted a request.', 'AbortError');
}
