import { msg } from '@lit/localize';

/** What a shortcut does wherever the focus is. */
export type Action = 'find' | 'search' | 'previous' | 'next' | 'composer' | 'shortcuts';

export interface Shortcut {
  /** The last one with those that are held before; `Mod` is ⌘ on Apple's keyboards, else Ctrl. */
  readonly keys: readonly string[];
  /** Undefined where the element that has the focus sees to it itself. */
  readonly action: Action | undefined;
  /** What it does, in words. */
  words(): string;
}

/** All of them, in the order of the sheet that shows them. */
export const SHORTCUTS: readonly Shortcut[] = [
  { keys: ['Mod', 'K'], action: 'find', words: () => msg('Find a room, or join one', { id: 'keyFind' }) },
  { keys: ['Mod', 'Shift', 'F'], action: 'search', words: () => msg('Search in what was said', { id: 'keySearch' }) },
  { keys: ['Alt', 'ArrowUp'], action: 'previous', words: () => msg('The room above', { id: 'keyPrevious' }) },
  { keys: ['Alt', 'ArrowDown'], action: 'next', words: () => msg('The room below', { id: 'keyNext' }) },
  { keys: ['Escape'], action: 'composer', words: () => msg('To the message that you write', { id: 'keyComposer' }) },
  { keys: ['Enter'], action: undefined, words: () => msg('Send the message', { id: 'keySend' }) },
  { keys: ['Shift', 'Enter'], action: undefined, words: () => msg('Begin a new line', { id: 'keyLine' }) },
  { keys: ['ArrowUp'], action: undefined, words: () => msg('In an empty message: what you wrote last', { id: 'keyRecall' }) },
  { keys: ['R'], action: undefined, words: () => msg('In the talk: reply to a message', { id: 'keyReply' }) },
  { keys: ['ArrowUp'], action: undefined, words: () => msg('In lists: to what is above', { id: 'keyUp' }) },
  { keys: ['ArrowDown'], action: undefined, words: () => msg('In lists: to what is below', { id: 'keyDown' }) },
  { keys: ['?'], action: 'shortcuts', words: () => msg('Show these shortcuts', { id: 'keyShortcuts' }) },
];

export function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}

/** What a press means, unless it belongs to a field in which somebody types. */
export function actionOf(pressed: KeyboardEvent, apple = isApple()): Action | undefined {
  if (pressed.defaultPrevented) return undefined;
  const found = SHORTCUTS.find(({ keys, action }) => action !== undefined && isPressed(keys, pressed, apple));
  return found && isOfField(found.keys, pressed, apple) ? undefined : found?.action;
}

/** How a key is written on keyboards. */
export function keyCap(key: string, apple = isApple()): string {
  const caps: Record<string, string> = apple
    ? { Mod: '⌘', Shift: '⇧', Alt: '⌥', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc' }
    : { Mod: 'Ctrl', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc' };
  return caps[key] ?? key;
}

function isPressed(keys: readonly string[], { key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent, apple: boolean): boolean {
  const wants = (one: string) => keys.includes(one);
  const last = keys.at(-1) ?? '';
  if (key.toLowerCase() !== last.toLowerCase()) return false;
  // A sign may take Shift, or AltGr, to be typed.
  if (last === '?') return !ctrlKey && !metaKey && !altKey;
  return ctrlKey === (wants('Mod') && !apple) && metaKey === (wants('Mod') && apple)
    && altKey === wants('Alt') && shiftKey === wants('Shift');
}

/** Whether a field needs the press: signs, and on Apple's keyboards the way to the start or end of what is written. */
function isOfField(keys: readonly string[], pressed: KeyboardEvent, apple: boolean): boolean {
  const [target] = pressed.composedPath();
  if (!(target instanceof HTMLElement)) return false;
  const isField = target.matches('input, textarea, [contenteditable]');
  if (keys.includes('?')) return isField || target.matches('select');
  if (!keys.includes('Alt')) return false;
  return target.matches('select') || (apple && isField && 'value' in target && target.value !== '');
}
