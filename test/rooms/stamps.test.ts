import { test } from 'node:test';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { Stamps, toMicros, toSeconds } from '../../server/rooms/stamps.ts';

/** The begin of 2020 and the end of 2105, in microseconds. */
const anyMicros = fc.integer({ min: 1_577_836_800_000_000, max: 4_291_747_199_999_999 });

test('a stamp is the same after it went over the wire and back', () => {
  fc.assert(fc.property(anyMicros, (micros) => {
    const wire = JSON.parse(JSON.stringify({ timestamp: toSeconds(micros) })) as { timestamp: number };
    expect(toMicros(wire.timestamp)).to.equal(micros);
    expect(toMicros(Number(wire.timestamp.toFixed(6)))).to.equal(micros);
  }));
});

test('a later stamp is a larger number of seconds, also by one microsecond', () => {
  fc.assert(fc.property(anyMicros, (micros) => {
    expect(toSeconds(micros + 1)).to.be.above(toSeconds(micros));
  }));
});

test('a stamp is newer than a number of seconds in the same cases before and after both are microseconds', () => {
  const anySteps = fc.integer({ min: -6, max: 6 });
  fc.assert(fc.property(anyMicros, anySteps, (micros, steps) => {
    const asked = toSeconds(micros) * (1 + steps * Number.EPSILON);
    expect(micros > toMicros(asked)).to.equal(toSeconds(micros) > asked);
  }));
});

test('a number of seconds that no clock reaches is newer than every stamp', () => {
  expect(toMicros(1e308)).to.be.above(toMicros(4e9));
  expect(toMicros(0)).to.equal(0);
});

test('stamps increase strictly whatever the clock says', () => {
  fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 4e15, noNaN: true }), { minLength: 2 }), (times) => {
    const clock = [...times];
    const stamps = new Stamps(() => clock.shift() ?? 0);
    let last = -1;
    for (const time of times) {
      const stamp = stamps.next();
      expect(Number.isInteger(stamp)).to.equal(true);
      expect(stamp).to.be.above(last).and.at.least(Math.floor(time));
      last = stamp;
    }
  }));
});

test('stamps go on from the last one that was kept', () => {
  const stamps = new Stamps(() => 5, 1_000);
  expect(stamps.next()).to.equal(1_001);
});
