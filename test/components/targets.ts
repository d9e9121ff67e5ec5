import { expect } from '@open-wc/testing';

/** What a finger hits without care, in CSS pixels: https://www.w3.org/TR/WCAG22/#target-size-enhanced */
const TARGET_PX = 44;

/** Letters below which iOS zooms into a field that gets the focus, in CSS pixels. */
const FIELD_LETTERS_PX = 16;

/** Layout may round. */
const ROUNDING_PX = 0.01;

const TARGETS = 'button, a[href], input, textarea, select, summary, [role=button]';

/** Every element within, those in shadow roots too. */
function* within(root: Element): Generator<HTMLElement> {
  for (const element of [...root.children, ...(root.shadowRoot?.children ?? [])]) {
    yield element as HTMLElement;
    yield* within(element);
  }
}

/** What is shown of it, with a dialog alone where one is open. */
function shown(root: Element): HTMLElement[] {
  const all = [...within(root)].filter((element) => element.checkVisibility({ visibilityProperty: true }));
  const dialog = all.find((element) => element.matches('dialog:modal'));
  return dialog ? [...within(dialog)].filter((element) => element.checkVisibility({ visibilityProperty: true })) : all;
}

/** A link in a sentence: a larger one would lie over the lines above and below. The criterion leaves them out as well. */
function isInSentence(element: HTMLElement): boolean {
  return element.localName === 'a' && getComputedStyle(element).display === 'inline';
}

function sizeOf(element: HTMLElement): string {
  const { width, height } = element.getBoundingClientRect();
  return `${element.localName} "${element.getAttribute('aria-label') ?? (element.textContent.trim() || element.id)}" ${Math.round(width)}x${Math.round(height)}`;
}

/**
 * Fails where something to press is smaller than a finger, or lies outside of the page, and where a field's letters make
 * iOS zoom. Something to press has to be there.
 */
export function expectFitForFingers(root: Element): void {
  const targets = shown(root).filter((element) => element.matches(TARGETS) && !isInSentence(element));
  expect(targets, 'targets').not.to.have.lengthOf(0);
  const isSmall = (element: HTMLElement) => {
    const { width, height, left, right } = element.getBoundingClientRect();
    return Math.min(width, height) < TARGET_PX - ROUNDING_PX || left < 0 || right > innerWidth;
  };
  expect(targets.filter(isSmall).map(sizeOf), 'too small').to.deep.equal([]);
  const letters = targets.filter((element) => element.matches('input, textarea, select')).map((field) => getComputedStyle(field).fontSize);
  expect(letters.filter((size) => Number.parseFloat(size) < FIELD_LETTERS_PX), 'letters').to.deep.equal([]);
}

/** Fails where what scrolls would hand on to the page what it does not need itself. */
export function expectScrollContained(root: Element): void {
  const scrollers = shown(root).filter((element) => {
    const { overflowY } = getComputedStyle(element);
    return overflowY === 'auto' || overflowY === 'scroll';
  });
  const handOn = scrollers.filter((element) => getComputedStyle(element).overscrollBehaviorY !== 'contain');
  expect(handOn.map((element) => `${element.localName}.${element.className}`), 'hand on').to.deep.equal([]);
}
