import { expect, fixture, html } from '@open-wc/testing';
import type { Install } from '../../src/components/install.ts';
import type { InstallOffer } from '../../src/pages/install-offer.ts';
import '../../src/pages/install-offer.ts';
import { expectAccessible } from '../support/a11y.ts';
import { button, part, parts, until } from './elements.ts';

/** What Chromium sends when it would install the page, in any engine. It tells how often it was asked. */
class Question extends Event {
  asked = 0;
  /** As in Chromium, which fulfils it when somebody has answered. */
  readonly userChoice = Promise.resolve({ outcome: 'dismissed' as const, platform: 'web' });

  constructor() {
    super('beforeinstallprompt', { cancelable: true });
  }

  async prompt(): Promise<unknown> {
    if (this.asked++ > 0) throw new DOMException('Asked already.', 'InvalidStateError');
    return this.userChoice;
  }
}

// A page of tests is not installed: what is left is what its browser can do without a question.
afterEach(() => dispatchEvent(new Event('appinstalled')));

async function shown() {
  const offer = await fixture<InstallOffer>(html`<sala-install-offer></sala-install-offer>`);
  const install = part<Install>(offer, 'sala-install');
  return { offer, install, asks: () => !offer.hidden && install.way === 'prompt' && parts(install, 'button').length === 1 };
}

it('The browser’s question is kept back, and put when the button is pressed, once', async () => {
  const { offer, install, asks } = await shown();
  const question = new Question();
  dispatchEvent(question);
  expect(question.defaultPrevented).to.equal(true);
  await until(asks);
  await expectAccessible(offer);
  expect(question.asked).to.equal(0);
  const opener = button(install, 'Install Sala');
  opener.click();
  opener.click();
  await until(() => !asks());
  expect(question.asked).to.equal(1);
});

it('A question that came before the button was there is not lost', async () => {
  dispatchEvent(new Question());
  const { asks } = await shown();
  await until(asks);
});

it('After a question was used, another one brings the button back', async () => {
  const { install, asks } = await shown();
  dispatchEvent(new Question());
  await until(asks);
  button(install, 'Install Sala').click();
  await until(() => !asks());
  const other = new Question();
  dispatchEvent(other);
  await until(asks);
  button(install, 'Install Sala').click();
  expect(other.asked).to.equal(1);
});

it('Once Sala is installed, nobody is asked any more', async () => {
  const { asks } = await shown();
  const question = new Question();
  dispatchEvent(question);
  await until(asks);
  dispatchEvent(new Event('appinstalled'));
  await until(() => !asks());
  expect(question.asked).to.equal(0);
});

it('In a window of its own there is nothing to install', async () => {
  const { prototype } = MediaQueryList;
  const matches = Object.getOwnPropertyDescriptor(prototype, 'matches') ?? {};
  dispatchEvent(new Question());
  try {
    Object.defineProperty(prototype, 'matches', {
      configurable: true, get: function isInstalled(this: MediaQueryList) { return this.media.includes('standalone'); },
    });
    const { offer, install } = await shown();
    expect(install.way).to.equal(undefined);
    expect(offer.offsetHeight).to.equal(0);
  } finally {
    Object.defineProperty(prototype, 'matches', matches);
  }
});

it('Without a question the offer is what this browser can do, and takes no place where that is nothing', async () => {
  const { offer, install } = await shown();
  expect(install.way).to.equal(/\bFirefox\//.test(navigator.userAgent) ? 'elsewhere' : undefined);
  expect(offer.offsetHeight > 0).to.equal(install.way !== undefined);
});
