import { sendKeys, setViewport } from '@web/test-runner-commands';

/** The first element in a shadow root that a selector finds. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as in `querySelector`: whoever asks knows what it is
export function part<T extends Element = HTMLElement>(host: Element, selector: string): T {
  const found = host.shadowRoot?.querySelector<T>(selector);
  if (!found) throw new Error(`Failed to find "${selector}" in ${host.localName}.`);
  return found;
}

export function parts<T extends Element = HTMLElement>(host: Element, selector: string): T[] {
  return [...(host.shadowRoot?.querySelectorAll<T>(selector) ?? [])];
}

/** The button of an element that has this text or name. */
export function button(host: Element, name: string): HTMLButtonElement {
  const found = parts<HTMLButtonElement>(host, 'button').find((one) =>
    (one.getAttribute('aria-label') ?? one.textContent.trim()) === name);
  if (!found) throw new Error(`Failed to find the button "${name}" in ${host.localName}.`);
  return found;
}

export function textsOf(elements: readonly Element[]): string[] {
  return elements.map(({ textContent }) => textContent.trim().replaceAll(/\s+/g, ' '));
}

/** The details of the events that an element fires from now on. */
export function eventsOf<Detail>(element: EventTarget, name: string): Detail[] {
  const details: Detail[] = [];
  element.addEventListener(name, (fired) => details.push((fired as CustomEvent<Detail>).detail));
  return details;
}

export async function press(key: string): Promise<void> {
  await sendKeys({ press: key });
}

export async function pressWithShift(key: string): Promise<void> {
  await sendKeys({ down: 'Shift' });
  await sendKeys({ press: key });
  await sendKeys({ up: 'Shift' });
}

export async function pressWith(modifier: 'Control' | 'Alt', key: string): Promise<void> {
  await sendKeys({ down: modifier });
  await sendKeys({ press: key });
  await sendKeys({ up: modifier });
}

export async function type(text: string): Promise<void> {
  await sendKeys({ type: text });
}

/** Puts a text into a field at once, for texts that nobody would type. */
export function paste(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

/**
 * Whether an element has the focus, in whatever shadow root it is. A yes or no, because Chai's words for an element
 * that is not the expected one would take minutes.
 */
export function hasFocus(element: Element | undefined): boolean {
  let { activeElement } = document;
  while (activeElement?.shadowRoot?.activeElement) ({ activeElement } = activeElement.shadowRoot);
  return activeElement === element;
}

/** After layout, and the events of scrolling and resizing that come with it. */
export async function painted(): Promise<void> {
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
}

const LONGEST_WAIT_MS = 10_000;

export async function until(holds: () => unknown): Promise<void> {
  const end = performance.now() + LONGEST_WAIT_MS;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`Waited in vain until ${String(holds)}.`);
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
}

/** Makes the page as large as this. A window is not resized at once everywhere. */
export async function resize(width: number, height: number): Promise<void> {
  await setViewport({ width, height });
  await until(() => innerHeight === height && matchMedia(`(width: ${width}px)`).matches);
  await painted();
}

/** As Mocha's `it`, for tests of what not every browser has: where it is missing the reason stands on screen. */
export function itWhere(isThere: boolean, reason: string): (name: string, run: () => Promise<void>) => void {
  return (name, run) => {
    if (isThere) it(name, run);
    else it.skip(`${name} (${reason})`);
  };
}
