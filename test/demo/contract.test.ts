import type { Door } from '../contract/door.ts';
import { hold, reasonToSkip } from '../contract/rule.ts';
import { RULES } from '../contract/rules.ts';
import type { DoorFrame } from './door-page.ts';

const APP = '/app/';

/** The longest rule sends a thousand messages, each through the worker and a transaction, in milliseconds. */
const TIMEOUT_MS = 90_000;

/** A frame below the app's base, which the app's own worker controls. */
async function openFrame(): Promise<DoorFrame> {
  const frame = document.createElement('iframe');
  frame.src = `${APP}door.html`;
  document.body.append(frame);
  await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  const door = frame.contentWindow as unknown as DoorFrame;
  await door.ready;
  return door;
}

let frame: DoorFrame;

const demoDoor: Door = {
  name: 'the demo',
  lacks: {
    aborts: 'MSW does not tell a handler that its request was given up',
    stops: 'a page that closes answers nothing more',
    headers: 'Chromium drops a header that is not ASCII on its way through a worker',
    cors: 'the worker sees the requests of its own origin alone',
  },
  newServer: (limits) => frame.newServer(limits),
};

before(async () => {
  frame = await openFrame();
  // The rules use `fetch`: the one of the frame goes through the worker.
  globalThis.fetch = (input, init) => frame.fetch(input, init);
});

afterEach(() => frame.forgetServers());

for (const rule of RULES) {
  const reason = reasonToSkip(rule, demoDoor);
  if (reason === undefined) it(rule.name, () => hold(rule, demoDoor)).timeout(TIMEOUT_MS);
  else it.skip(`${rule.name} (${reason})`);
}
