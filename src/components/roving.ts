/** Where the arrows, Home and End lead in a list. */
const STEPS: Readonly<Record<string, (index: number, last: number) => number>> = {
  ArrowDown: (index, last) => Math.min(index + 1, last),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_index, last) => last,
};

/** Moves the focus among the links and buttons of a list, with those in its slots, as a listener for its `keydown`. */
export function rove(pressed: KeyboardEvent): void {
  const { currentTarget: list, key, altKey, ctrlKey, metaKey, shiftKey } = pressed;
  const step = STEPS[key];
  if (!step || altKey || ctrlKey || metaKey || shiftKey || !(list instanceof HTMLElement)) return;
  const items = [...list.querySelectorAll<HTMLElement>('a, button, slot')]
    .flatMap((item) => (item instanceof HTMLSlotElement ? item.assignedElements() as HTMLElement[] : item));
  const index = items.findIndex((item) => pressed.composedPath().includes(item));
  if (index < 0) return;
  pressed.preventDefault();
  items[step(index, items.length - 1)]?.focus();
}
