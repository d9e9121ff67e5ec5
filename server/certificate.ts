import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { OptionError, type CertificateFiles } from './options.ts';

/** What the server speaks https by: PEM, the certificate with those that vouch for it. */
export interface Certificate {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** What reading a file fails with, in words for a person. */
const TROUBLES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file. Check the path.',
  ENOTDIR: 'there is no such file. Check the path.',
  EISDIR: 'it is a folder. Name the file in it.',
  EACCES: 'it may not be read. Give the user that runs Sala the right to read it.',
  EPERM: 'it may not be read. Give the user that runs Sala the right to read it.',
};

/**
 * Reads both files anew and makes sure that a server can use them.
 *
 * @throws OptionError
 */
export function readCertificate(files: CertificateFiles): Certificate {
  const cert = readPem('--cert', files.cert, /^-----BEGIN (TRUSTED |X509 )?CERTIFICATE-----/m, 'certificate');
  const key = readPem('--key', files.key, /^-----BEGIN ([A-Z]+ )?PRIVATE KEY-----/m, 'private key');
  if (key.includes('ENCRYPTED')) throw new OptionError(`--key ${files.key} is encrypted. Decrypt it with: openssl pkey -in FILE -out NEW_FILE`);
  const parsed = attempt(`--cert ${files.cert}`, () => new X509Certificate(cert));
  const privateKey = attempt(`--key ${files.key}`, () => createPrivateKey(key));
  if (!parsed.checkPrivateKey(privateKey)) {
    throw new OptionError(`The key in ${files.key} does not belong to the first certificate in ${files.cert}. Name the two that were made together.`);
  }
  attempt(`--cert ${files.cert}`, () => createSecureContext({ cert, key }));
  return { cert, key };
}

function readPem(flag: string, path: string, begin: RegExp, what: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new OptionError(`${flag} ${path} cannot be read: ${TROUBLES[code] ?? message}`);
  }
  if (begin.test(bytes.toString('latin1'))) return bytes;
  throw new OptionError(`${flag} ${path} has no ${what} in PEM form (-----BEGIN …). Name another file, or convert it with openssl.`);
}

function attempt<T>(named: string, use: () => T): T {
  try {
    return use();
  } catch (error) {
    const { message } = error as Error;
    throw new OptionError(`${named} cannot be used: ${message}. Make it anew, or name another file.`);
  }
}
