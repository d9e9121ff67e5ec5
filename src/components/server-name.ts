/** How people call a server: by its address without what they do not say. */
export function serverName(address: string): string {
  const { host, pathname } = new URL(address);
  return host + pathname.replace(/\/$/, '');
}
