import { msg } from '@lit/localize';
import type { ServerFault } from '../api/diagnosis.ts';
import type { Problem } from '../components/problem.ts';
import { failureWords } from './failure-words.ts';

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
    case 'not_understood':
      return { text: failureWords({ kind: fault }), href: base };
    case 'away':
      return { text: msg('The server is away for the moment. Try again soon.', { id: 'faultAway' }), href: base };
    default:
      return { text: msg('The server cannot be reached: the address is wrong, it is not running, or the browser does not trust its certificate.', { id: 'faultUnreachable' }), href: base };
  }
}

/** What is said of something that is no server's address. */
export function addressWords(): string {
  return msg('This is no address. It looks like sala.example or 192.168.0.10:5501.', { id: 'addressInvalid' });
}
