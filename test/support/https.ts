import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { request, type Agent } from 'node:https';
import { text } from 'node:stream/consumers';
import type { TLSSocket } from 'node:tls';
import { fileURLToPath } from 'node:url';

const pem = (name: string) => fileURLToPath(new URL(`tls/${name}.pem`, import.meta.url));

/** Certificates for localhost, by one key: see `tls/ca.cnf`. */
export const CERT_FILE = pem('cert');
export const RENEWED_FILE = pem('renewed');
export const KEY_FILE = pem('key');

export interface SecureAnswer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The serial number of the certificate that the server showed. */
  readonly serial: string;
}

export interface SecureCall {
  /** As JSON, by POST. */
  readonly body?: unknown;
  /** The certificate that is trusted. */
  readonly trusted?: string;
  /** A connection of its own if left out. */
  readonly agent?: Agent;
}

/** A request that trusts one of the certificates above, where `fetch` would trust none. */
export function callSecurely(url: string, { body, trusted = CERT_FILE, agent }: SecureCall = {}): Promise<SecureAnswer> {
  const method = body === undefined ? 'GET' : 'POST';
  const type = { 'Content-Type': 'application/json' };
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent: agent ?? false, ca: readFileSync(trusted), method, headers: type }, (response) => {
      const { serialNumber: serial } = (response.socket as TLSSocket).getPeerCertificate();
      const { statusCode: status, headers } = response;
      text(response).then((whole) => resolve({ status, headers, text: whole, serial }), reject);
    }).on('error', reject);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
