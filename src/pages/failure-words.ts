import { msg } from '@lit/localize';
import type { ServerFault } from '../api/diagnosis.ts';
import type { Failure } from '../chat/failure.ts';
import type { JoinDetail, JoinProblem } from '../components/join-form.ts';
import type { Problem } from '../components/problem.ts';

/** A failure in words for a person: what happened and what to do. The one place where codes become words. */
export function failureWords(failure: Failure): string {
  if (failure.kind === 'refused') return refusalWords(failure.code) ?? failure.message;
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
      return msg('Somebody else has this name. Choose another one.', { id: 'failNameTaken' });
    case 'room_full':
      return msg('This room is full. Try again when somebody has left.', { id: 'failRoomFull' });
    case 'too_many_rooms':
      return msg('You are in as many rooms as this server allows. Leave one first.', { id: 'failTooManyRooms' });
    case 'server_full':
      return msg('This server has as many rooms as it can. Try again later, or join a room that exists.', { id: 'failServerFull' });
    case 'room_not_found':
    case 'room_changed':
      return msg('You are no longer in this room. Join it again.', { id: 'failRoomGone' });
    case 'rate_limited':
      return msg('That was too fast. Try again in a moment.', { id: 'failRateLimited' });
    case 'internal':
      return msg('The server has a fault. Try again later.', { id: 'failInternal' });
    case 'payload_too_large':
      return msg('This is too long. Send it in parts.', { id: 'failTooLarge' });
    default:
      return undefined;
  }
}

/** Why a server cannot be used, in words, and where a person may see more than the page does. */
export function faultWords(fault: ServerFault, base: string): Problem {
  switch (fault) {
    case 'offline':
      return { text: msg('This device has no network. Try again when it has one.', { id: 'faultOffline' }) };
    case 'insecure':
      return { text: msg('This page came over https, and browsers keep such pages from a server without it. Use the page of that server itself.', { id: 'faultInsecure' }), href: base };
    case 'no_cors':
      return { text: msg('Something answers at this address, but does not let pages from elsewhere read it. Is the address right?', { id: 'faultNoCors' }), href: base };
    case 'no_server':
      return { text: failureWords({ kind: 'no_server' }), href: base };
    default:
      return { text: msg('The server cannot be reached: the address is wrong, it is not running, or the browser does not trust its certificate.', { id: 'faultUnreachable' }), href: base };
  }
}

/** What is said of something that is no server's address. */
export function addressWords(): string {
  return msg('This is no address. It looks like sala.example or 192.168.0.10:5501.', { id: 'addressInvalid' });
}

/** Beside which field of the form a failure is said. */
export function fieldOf(failure: Failure, { server }: JoinDetail): JoinProblem['field'] {
  if (failure.kind === 'blocked') return undefined;
  if (failure.kind !== 'refused') return server === undefined ? undefined : 'server';
  return failure.code === 'name_taken' ? 'username' : undefined;
}
