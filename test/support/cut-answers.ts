import type { Message } from '../../src/protocol/messages.ts';

/** An answer of `/receive` as a server gives it that says only so much at a time. */
export async function cutShort(response: Response, mostMessages: number): Promise<Response> {
  if (mostMessages === Infinity || !response.ok) return response;
  const answer = (await response.json()) as { messages: readonly Message[] };
  const messages = answer.messages.slice(0, mostMessages);
  return Response.json(messages.length < answer.messages.length ? { ...answer, messages, more: true } : answer);
}
