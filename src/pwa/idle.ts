/** How long after loading a browser that cannot say so, as Safari, is taken to be idle, in milliseconds. */
const IDLE_AFTER_MS = 2_000;

/** Resolves once the page is loaded and has nothing to do. */
export async function idle(): Promise<void> {
  if (document.readyState !== 'complete') {
    await new Promise((resolve) => { addEventListener('load', resolve, { once: true }); });
  }
  await new Promise<void>((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve());
    else setTimeout(resolve, IDLE_AFTER_MS);
  });
}
