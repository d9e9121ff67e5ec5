import { expect } from 'chai';
import { ERROR_STATUS, type ErrorCode } from '../../src/protocol/errors.ts';
import type { Answer } from '../support/http.ts';
import { ServerRefused } from '../support/person.ts';

/** That an answer is the error of a code: its HTTP status, its three fields and no other. */
export function expectError(answer: Answer, code: ErrorCode): void {
  expect(answer.body, answer.text).to.include({ status: 'error', code });
  expect(answer.httpStatus, answer.text).to.equal(ERROR_STATUS[code]);
  expect(answer.body).to.have.all.keys('status', 'code', 'message');
  expect(answer.body.message).to.be.a('string').that.is.not.empty;
}

/** That what somebody does is refused, and how. */
export async function refused(doing: Promise<unknown>, code: ErrorCode): Promise<Answer> {
  try {
    await doing;
  } catch (error) {
    if (!(error instanceof ServerRefused)) throw error;
    expectError(error.answer, code);
    return error.answer;
  }
  throw new Error(`It was not refused; it should have been with ${code}.`);
}

/** Long enough for a request to be held at the server, in milliseconds. */
const ARRIVAL_MS = 60;

export function arrival(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ARRIVAL_MS));
}

const RETRY_MS = 5;
const PATIENCE_MS = 2_000;

/** Tries until it holds, for what a server learns by itself, such as that a client is gone. */
export async function eventually(check: () => Promise<void>): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; ;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}
