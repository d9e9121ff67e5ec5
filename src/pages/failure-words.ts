import { msg } from '@lit/localize';
import type { Failure } from '../chat/failure.ts';
import type { JoinDetail, JoinProblem } from '../components/join-form.ts';

/** A failure in words for a person: what happened and what to do. The one place where codes become words. */
export function failureWords(failure: Failure): string {
  if (failure.kind === 'refused') return (refusalWords(failure.code) ?? failure.message) || faultyWords();
  if (failure.kind === 'not_understood') {
    return msg('This server sent something that Sala does not understand.', { id: 'failNotUnderstood' });
  }
  if (failure.kind === 'no_server') {
    return msg('What answers at this address is no Sala server. Is the address right?', { id: 'failNoServer' });
  }
  if (failure.kind === 'left') {
    return msg('You left this room on another device or in another tab. Retry joins it again.', { id: 'failLeft' });
  }
  if (failure.kind === 'blocked') {
    return msg('Something between you and the server refused this. Change it, or try again.', { id: 'failBlocked' });
  }
  return msg('The server does not answer. Is there a network, and is the server running?', { id: 'failUnreachable' });
}

function refusalWords(code: string | undefined): string | undefined {
  switch (code) {
    case 'name_taken':
      return msg('Somebody else has this name, or one that looks the same. Choose another one.', { id: 'failNameTaken' });
    case 'room_full':
      return msg('This room is full. Try again when somebody has left.', { id: 'failRoomFull' });
    case 'too_many_rooms':
      return msg('You are in as many rooms as this server allows. Leave one first.', { id: 'failTooManyRooms' });
    case 'server_full':
      return msg('This server is full. Try again later.', { id: 'failServerFull' });
    case 'room_not_found':
    case 'room_changed':
      return msg('You are no longer in this room. Join it again.', { id: 'failRoomGone' });
    case 'rate_limited':
      return msg('That was too fast. Try again in a moment.', { id: 'failRateLimited' });
    case 'internal':
      return faultyWords();
    case 'stopping':
      return msg('The server is stopping. Try again in a moment.', { id: 'failStopping' });
    case 'request_timeout':
      return msg('The network is too slow for this. Try again in a moment.', { id: 'failTooSlow' });
    case 'payload_too_large':
      return msg('This is too long. Send it in parts.', { id: 'failTooLarge' });
    default:
      return undefined;
  }
}

function faultyWords(): string {
  return msg('The server has a fault. Try again later.', { id: 'failInternal' });
}

/** Beside which field of the form a failure is said. */
export function fieldOf(failure: Failure, { server }: JoinDetail): JoinProblem['field'] {
  if (failure.kind === 'blocked') return undefined;
  if (failure.kind !== 'refused') return server === undefined ? undefined : 'server';
  return failure.code === 'name_taken' ? 'username' : undefined;
}
