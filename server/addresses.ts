import { networkInterfaces } from 'node:os';

/** Where to listen so that only this machine can reach the server. */
export const LOOPBACK = ['127.0.0.1', '::1'] as const;

/** This machine's own addresses in its networks, IPv4 first: they are the ones that people can read out. */
export function networkAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const reachable = all.filter(({ internal, scopeid }) => !internal && !scopeid);
  return [
    ...reachable.filter(({ family }) => family === 'IPv4'), ...reachable.filter(({ family }) => family === 'IPv6'),
  ].map(({ address }) => address);
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

/** Every address, of both families. */
export function isEveryAddress(host: string | true | undefined): boolean {
  return host === true || host === '0.0.0.0' || host === '::';
}

/** By its scheme, the kind of server that an address leads to. */
export type Scheme = 'http' | 'https';

export function urlOf(scheme: Scheme, address: string, port: number): string {
  return `${scheme}://${address.includes(':') ? `[${address}]` : address}:${port}`;
}
