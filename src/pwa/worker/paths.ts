declare const self: ServiceWorkerGlobalScope;

/** The app's base, with a slash at its end. */
export const BASE = self.registration.scope;

/** Where the demo server is. It exists in pages alone: nothing below it is ever asked of the network. */
export const DEMO = `${BASE}demo/`;

export function isDemo(url: string): boolean {
  return url.startsWith(DEMO);
}
