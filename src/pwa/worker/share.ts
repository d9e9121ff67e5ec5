import { registerRoute } from 'workbox-routing';
import { BASE } from './paths.ts';

/** As in scripts/manifest.mjs. */
const SHARE = `${BASE}share`;

/** So much of each part is taken over, in UTF-16 units: browsers bound addresses, and a message is much shorter. */
const PART_MAX_LENGTH = 65_536;

/** What is shared into the app goes to the page in the fragment of its address, and so to no server. */
registerRoute(({ url }) => url.href === SHARE, async ({ request }) => {
  const query = new URLSearchParams();
  for (const [name, value] of await request.formData()) {
    if (typeof value === 'string') query.append(name, value.slice(0, PART_MAX_LENGTH));
  }
  return Response.redirect(`${BASE}#?${query}`, 303);
}, 'POST');
