/** Runs in a page: whether its worker keeps the demo's code. */
export async function hasDemoCode(): Promise<boolean> {
  for (const name of await caches.keys()) {
    if (name.startsWith('sala-demo-chunk ') && (await (await caches.open(name)).keys()).length > 0) return true;
  }
  return false;
}
