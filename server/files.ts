import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sirv from 'sirv';
import type { RequestHandler } from 'express';
import { refuseFileMethod } from './reading.ts';

/**
 * What the page may do. People choose their own servers, so connections to any are allowed; scripts and styles come
 * from here alone, and of styles that stand in the page only those with which it was built.
 */
function contentSecurityPolicy(page: string): string {
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

/** Serves the built page. The files are listed once, at the start; those that compress were compressed by the build. */
export function serveFiles(folder: string): RequestHandler {
  const policy = contentSecurityPolicy(readFileSync(join(folder, 'index.html'), 'utf8'));
  const serve = sirv(folder, {
    etag: true,
    gzip: true,
    brotli: true,
    setHeaders(response, path) {
      const { method } = response.req;
      if (method !== 'GET' && method !== 'HEAD') refuseFileMethod(response);
      const hashed = path.startsWith('/assets/');
      response.setHeader('Cache-Control', hashed ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
      response.setHeader('X-Content-Type-Options', 'nosniff');
      response.setHeader('Referrer-Policy', 'no-referrer');
      if (!hashed) response.setHeader('Content-Security-Policy', policy);
    },
  });
  return (request, response, next) => {
    // A file that is gone since, as while the page is built anew, ends this answer and not the server.
    response.once('pipe', (file) => file.once('error', () => response.destroy()));
    serve(request, response, next);
  };
}
