import type { ChatRoom } from '../../src/chat/room.ts';
import type { Person } from './person.ts';
import type { Truth } from './truth.ts';
import type { Violation, Wrong } from './violations.ts';

/** What somebody may expect long after all is well: to be connected, in every room, with nothing written gone. */
export function checkPerson(person: Person, truth: Truth): Violation[] {
  return [...checkPages(person), ...checkWritten(person, truth), ...checkAgreement(person)];
}

/**
 * Whoever is in a room sees it in all pages, and whoever sees it is in it. Who has left it is out.
 *
 * @param isIn the rooms that the server has somebody in
 * @param strays the bodies of requests by which the network may have put somebody back
 */
export function checkMembership({ name, rooms, out, pages }: Person, isIn: readonly string[], strays: ReadonlySet<string>): Violation[] {
  const isStray = (room: string): boolean => strays.has(JSON.stringify({ room, username: name }));
  const left = rooms.filter((room) => out.has(room) && isIn.includes(room) && !isStray(room));
  const back = left.map((room): Violation => ({ wrong: 'ghost', what: `${name} has left ${room}, and is in it` }));
  return [...back, ...pages.flatMap(({ session }, index) => rooms.flatMap((room): Violation[] => {
    const isShown = session.rooms.some((one) => one.name === room && one.failure?.kind !== 'left');
    if (isShown === isIn.includes(room) || (!isShown && isStray(room))) return [];
    return [{ wrong: 'ghost', what: `${name} is ${isShown ? 'not ' : ''}in ${room}, and page ${index + 1} shows otherwise` }];
  }))];
}

function checkPages({ name, rooms, left, pages }: Person): Violation[] {
  return pages.flatMap(({ session }, index) => {
    const wrong = (kind: Wrong, what: string): Violation => ({ wrong: kind, what: `${name}’s page ${index + 1} ${what}` });
    const { state } = session.connection;
    return [
      ...(state === 'connected' ? [] : [wrong('stuck', `is ${state}`)]),
      ...rooms.filter((room) => !left.has(room) && !session.rooms.some((one) => one.name === room)).map((room) => wrong('closed', `is not in ${room}`)),
      ...session.rooms.flatMap((room) => checkRoom(room).map((what) => wrong('stuck', what))),
    ];
  });
}

function checkRoom({ name, failure, pending }: ChatRoom): string[] {
  const waiting = pending.filter(({ state }) => state === 'waiting').map(({ text }) => `lets "${text}" wait`);
  return failure && failure.kind !== 'left' ? [`could not enter ${name}: ${JSON.stringify(failure)}`, ...waiting] : waiting;
}

/** A message is stored, or somebody is told that it is not. */
function checkWritten({ name, written, givenUp, pages }: Person, truth: Truth): Violation[] {
  const isTold = (room: string, text: string) => pages.every(({ session }) =>
    session.rooms.some((one) => one.name === room && one.pending.some((pending) => pending.text === text)));
  return written
    .filter(({ room, text }) => !truth.has(room, text) && !givenUp.has(text) && !isTold(room, text))
    .map(({ text }) => ({ wrong: 'lost', what: `${name} wrote "${text}", which is nowhere` }));
}

/** All pages of a browser have the same to say. */
function checkAgreement({ name, rooms, pages }: Person): Violation[] {
  return rooms.flatMap((place) => {
    const views = pages.flatMap(({ session }) => session.rooms.filter((room) => room.name === place && room.failure?.kind !== 'left'));
    const disagree = (what: string, see: (room: ChatRoom) => string[]): Violation[] => {
      const seen = views.map(see);
      const [first = []] = seen;
      if (seen.every((lines) => JSON.stringify(lines) === JSON.stringify(first))) return [];
      const own = seen.map((lines) => lines.filter((line) => !seen.every((others) => others.includes(line))));
      return [{ wrong: 'disagreement', what: `${name}’s pages, ${what} in ${place}: ${own.map((lines) => lines.join(', ') || '–').join(' / ')}` }];
    };
    return [
      ...disagree('unread', ({ unread }) => [`${unread}`]),
      ...disagree('pending', ({ pending }) => pending.map(({ id, text, state }) => `"${text}" (${id}, ${state})`)),
      ...disagree('timeline', ({ timeline }) => timeline.entries.flatMap((entry) =>
        (entry.kind === 'gap' ? [] : [`"${entry.text}" (${entry.epoch}, ${entry.timestamp})`]))),
    ];
  });
}
