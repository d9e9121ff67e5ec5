/** How long the page's host may take to answer, in milliseconds. */
const ANSWER_MS = 10_000;

/** As the build writes it into the page, see vite.config.ts. */
const BUILD = /<meta name="build" content="([\w-]+)">/;

/** @returns the name of the build that a page is of; undefined where it is none of Sala's, or in development */
export function buildOf(html: string): string | undefined {
  return BUILD.exec(html)?.[1];
}

/** Asks which build a reload of a page would bring. @returns undefined where nobody says */
export async function findBuild(page: string): Promise<string | undefined> {
  try {
    const response = await fetch(page, { cache: 'no-cache', signal: AbortSignal.timeout(ANSWER_MS) });
    return response.ok ? buildOf(await response.text()) : undefined;
  } catch {
    return undefined;
  }
}
