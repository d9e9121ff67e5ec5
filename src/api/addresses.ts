/** UTF-16 code units of what is read as an address. */
const ADDRESS_MAX_LENGTH = 2_048;

/**
 * The base addresses that somebody may mean who types `sala.example`, with or without scheme, port and path: the likeliest
 * first. With a scheme it is one. Without, a name alone is likelier to speak https, and a machine in the same room,
 * with a port or a number for a name, what the page itself came over; from a page over https nothing else can be asked.
 *
 * @param page the page's own address
 * @returns each with a slash at its end; none where this is no address
 */
export function readServerAddress(typed: string, page: string): readonly string[] {
  if (typed.length > ADDRESS_MAX_LENGTH) return [];
  const text = typed.trim();
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return baseOf(text);
  const [secure, plain] = [baseOf(`https://${text}`), baseOf(`http://${text}`)];
  const [url] = plain;
  if (url === undefined) return [];
  if (page.startsWith('https:')) return isLoopback(new URL(url).hostname) ? [...secure, ...plain] : secure;
  return isPublicName(new URL(url)) ? [...secure, ...plain] : [...plain, ...secure];
}

/** Whether an address leads to the very machine that the page is open on. Browsers trust it without https. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || hostname.startsWith('127.');
}

function isPublicName({ hostname, port }: URL): boolean {
  return port === '' && hostname.includes('.') && !/^[\d.]+$/.test(hostname);
}

function baseOf(address: string): readonly string[] {
  if (!URL.canParse(address)) return [];
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return [];
  // Chromium escapes what may not be in a host, where others refuse it.
  if (url.hostname.includes('%')) return [];
  return [`${url.origin}${url.pathname.replace(/\/*$/, '/')}`];
}
