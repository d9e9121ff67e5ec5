import type { ChatRoom } from '../../src/chat/room.ts';
import type { Person } from './person.ts';
import type { Truth } from './truth.ts';
import type { Violation, Wrong } from './violations.ts';

/** What somebody may expect long after all is well: to be connected, in every room, with nothing written gone. */
export function checkPerson(person: Person, truth: Truth): Violation[] {
  return [...checkPages(person), ...checkWritten(person, truth), ...checkAgreement(person)];
}

function checkPages({ name, rooms, pages }: Person): Violation[] {
  return pages.flatMap(({ session }, index) => {
    const wrong = (kind: Wrong, what: string): Violation => ({ wrong: kind, what: `${name}’s page ${index + 1} ${what}` });
    const { state } = session.connection;
    return [
      ...(state === 'connected' ? [] : [wrong('stuck', `is ${state}`)]),
      ...rooms.filter((room) => !session.rooms.some((one) => one.name === room)).map((room) => wrong('closed', `is not in ${room}`)),
      ...session.rooms.flatMap((room) => checkRoom(room).map((what) => wrong('stuck', what))),
    ];
  });
}

function checkRoom({ name, failure, pending }: ChatRoom): string[] {
  const waiting = pending.filter(({ state }) => state === 'waiting').map(({ text }) => `lets "${text}" wait`);
  return failure ? [`could not enter ${name}: ${JSON.stringify(failure)}`, ...waiting] : waiting;
}

/** A message is stored, or somebody is told that it is not. */
function checkWritten({ name, written, pages }: Person, truth: Truth): Violation[] {
  const isTold = (room: string, text: string) => pages.every(({ session }) =>
    session.rooms.some((one) => one.name === room && one.pending.some((pending) => pending.text === text)));
  return written
    .filter(({ room, text }) => !truth.has(room, text) && !isTold(room, text))
    .map(({ text }) => ({ wrong: 'lost', what: `${name} wrote "${text}", which is nowhere` }));
}

/** All pages of a browser have the same to say. */
function checkAgreement({ name, rooms, pages }: Person): Violation[] {
  return rooms.flatMap((place) => {
    const views = pages.flatMap(({ session }) => session.rooms.filter((room) => room.name === place));
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
