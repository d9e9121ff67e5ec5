import { test } from 'node:test';
import { assertNothingGoesWrong } from './property.ts';

test('whatever the network does, no message is lost, doubled or out of order', (t) => assertNothingGoesWrong('sala', t));
