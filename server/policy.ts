import { createHash } from 'node:crypto';

/**
 * What the page may do. People choose their own servers, so connections to any are allowed; scripts and styles come
 * from here alone, and of styles that stand in the page only those with which it was built.
 */
export function contentSecurityPolicy(page: string): string {
  const styles = [...page.matchAll(/<style>(.*?)<\/style>/gs)].map(([, style = '']) => ` 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${styles.join('')}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self' http: https:",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join('; ');
}

const YEAR_SECONDS = 31_536_000;

/** Of files that are named by what is in them. */
export const HASHED_CACHE = `public, max-age=${YEAR_SECONDS}, immutable`;

/** The headers of a page as a file that hosts of static files read, such as Netlify and Cloudflare Pages. */
export function headersFile(page: string): string {
  const rules = {
    '/*': { 'Content-Security-Policy': contentSecurityPolicy(page), 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' },
    '/': { 'Cache-Control': 'no-cache' },
    '/index.html': { 'Cache-Control': 'no-cache' },
    '/sw.js': { 'Cache-Control': 'no-cache' },
    '/manifest.webmanifest': { 'Cache-Control': 'no-cache' },
    '/assets/*': { 'Cache-Control': HASHED_CACHE },
  };
  return Object.entries(rules).map(([path, headers]) =>
    `${path}\n${Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`).join('')}`).join('');
}
