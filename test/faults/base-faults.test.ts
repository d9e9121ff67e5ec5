/*
 * What holds on a server with the base part of the protocol alone. Without ids it takes every copy of a request for a
 * message, and without an epoch it does not say that it has forgotten everything. So here the network doubles nothing,
 * what arrives after its client has given it up does not count, and the server is away for long enough to be missed
 * when it restarts. What a client cannot know to have arrived it says to be unsure, and does not send again by itself.
 */
import { test } from 'node:test';
import { assertNothingGoesWrong } from './property.ts';

test('whatever the network does, the client loses, doubles and disorders no message by itself on a base server', (t) =>
  assertNothingGoesWrong('base', t));
