import { safeParse, type GenericSchema, type InferOutput } from 'valibot';
import { ErrorAnswer } from '../protocol/answers.ts';
import { ANSWER_MAX_BYTES, RETRY_AFTER_MAX_SECONDS } from '../protocol/limits.ts';
import { AwayError, ProtocolError, ServerError, ShapeError } from './failures.ts';

/** Of what a server says in words, so much is shown, in UTF-16 code units. */
const WORDS_MAX = 300;

/** With these a gateway says that the server behind it is away; from 520 on they are Cloudflare's. */
const isGateway = (status: number): boolean => status === 502 || status === 504 || (status >= 520 && status <= 530);

/** With these a server may refuse as well, with a code. */
const isBusy = (status: number): boolean => status === 429 || status === 503;

/** A page with these stands in the server's place: Apache answers 500 over HTTP/2 where the server behind it has just ended. */
const isInPlace = (status: number): boolean => status < 300 || status >= 500;

/** With these a proxy or a portal wants somebody to sign in. */
const isSignIn = (status: number): boolean => status === 407 || status === 511;

/**
 * The body of an answer, of which no more is taken in than an answer may have.
 *
 * @returns undefined where it is longer
 */
export async function readBody({ body }: Response, signal: AbortSignal): Promise<string | undefined> {
  if (!body) return '';
  const reader = body.getReader();
  const cancel = (): void => void reader.cancel().catch(() => {});
  // `fetch` ends the body with the call, but not every body is one of `fetch`.
  signal.addEventListener('abort', cancel);
  if (signal.aborted) cancel();
  try {
    const decoder = new TextDecoder();
    let text = '';
    let bytes = 0;
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      bytes += chunk.value.length;
      if (bytes > ANSWER_MAX_BYTES) {
        cancel();
        return undefined;
      }
      text += decoder.decode(chunk.value, { stream: true });
    }
    signal.throwIfAborted();
    return text + decoder.decode();
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/**
 * What a body says.
 *
 * @param isKnown whether a chat server was found at this address before: a page in its place is then a portal's
 * @throws AwayError, ProtocolError, ShapeError, or ServerError where the server refuses. One with the base part alone
 *   does so with HTTP 200: `status` in the body counts first.
 */
export function readAnswer<Schema extends GenericSchema>(
  response: Response, text: string | undefined, schema: Schema, isKnown: boolean,
): InferOutput<Schema> {
  const { status, headers, url } = response;
  const what = `Failed to read the answer of ${url}: it is none of a chat server.`;
  const retryAfter = readRetryAfter(headers);
  const answer = text === undefined ? undefined : parse(text);
  const error = safeParse(ErrorAnswer, answer, { abortEarly: true });
  const hasCode = error.success && error.output.code !== undefined;
  if (isGateway(status) || (isBusy(status) && !hasCode)) throw new AwayError(what, retryAfter);
  if (error.success) {
    const { message, code } = error.output;
    throw new ServerError(message.slice(0, WORDS_MAX).replace(/[\uD800-\uDBFF]$/, ''), code, status, retryAfter);
  }
  const expected = safeParse(schema, answer, { abortEarly: true });
  if (response.ok && expected.success) return expected.output;
  const isPage = text !== undefined && answer === undefined;
  if (isKnown) refuseOthers(status, isPage, what, retryAfter);
  if (isPage) throw new ShapeError(status, what);
  throw new ProtocolError(status, what, answer);
}

/** @throws AwayError where something else stands in the place of a server that is known */
function refuseOthers(status: number, isPage: boolean, what: string, retryAfter: number | undefined): void {
  if (isSignIn(status)) throw new AwayError(what, retryAfter);
  if (isPage && isInPlace(status)) throw new AwayError(what, retryAfter, isPage);
}

/** @returns undefined where the text is no JSON */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readRetryAfter(headers: Headers): number | undefined {
  const seconds = Number(headers.get('Retry-After') ?? NaN);
  return seconds >= 0 ? Math.min(seconds, RETRY_AFTER_MAX_SECONDS) : undefined;
}
