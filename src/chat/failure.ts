import { ConnectionError, ProtocolError, ServerError, ShapeError } from '../api/failures.ts';
import type { KeptFailure } from '../storage/kept.ts';

/**
 * Why something did not work, as the page tells it in words: there was no answer; an answer, but of something else than
 * a chat server; an answer that breaks the protocol; something between here and the server let everything through but this;
 * the room was left on another device; or the server refused, in its own words, and on a server with
 * more than the base part with a code.
 */
export type Failure = KeptFailure;

/** Something between here and the server refused a call, and lets others through. */
export class BlockedError extends Error {
  override readonly name = 'BlockedError';
}

/** The codes of what a server refuses for a while. */
const PASSING_CODES = ['request_timeout', 'rate_limited', 'server_full', 'stopping', 'internal'];

/** @throws what is no failure of a call: a fault of ours, or that the call was given up */
export function toFailure(error: unknown): Failure {
  if (error instanceof ConnectionError) return { kind: 'unreachable' };
  if (error instanceof ProtocolError) return { kind: 'not_understood' };
  if (error instanceof ShapeError) return { kind: 'no_server' };
  if (error instanceof BlockedError) return { kind: 'blocked' };
  if (error instanceof ServerError) return { kind: 'refused', code: error.code, message: error.message };
  throw error;
}

export function isRefused(error: unknown, code: string): boolean {
  return error instanceof ServerError && error.code === code;
}

/** Whether the server says that one is not in the room; with the base part alone it hardly refuses for anything else. */
export function isNoMember(error: unknown): boolean {
  if (isRefused(error, 'room_not_found') || isRefused(error, 'room_changed')) return true;
  return error instanceof ServerError && error.code === undefined && error.httpStatus < 500;
}

/**
 * Whether the same call may well work in a while: nothing answered, something else than the server did, or the server
 * says so itself.
 */
export function isPassing(error: unknown): boolean {
  if (isUnanswered(error)) return true;
  return error instanceof ServerError && ([408, 429].includes(error.httpStatus) || error.httpStatus >= 500);
}

/** The same of what is known of a failure. */
export function mayPass(failure: Failure): boolean {
  return failure.kind === 'unreachable' || (failure.kind === 'refused' && PASSING_CODES.includes(failure.code ?? ''));
}

/** Whether it is not known whether the server has done what it was asked for. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof ConnectionError || error instanceof ShapeError;
}

/** Seconds for which the server wants to be left alone. */
export function retryAfterOf(error: unknown): number {
  return (error instanceof ServerError || error instanceof ConnectionError ? error.retryAfter : undefined) ?? 0;
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
