/** An input method sends this for keys that it takes itself; in WebKit, Enter that confirms a composition says so only here. */
const KEY_CODE_OF_INPUT_METHOD = 229;

/** Whether an input method takes a key itself, as Enter that confirms what was composed. */
// oxlint-disable-next-line typescript/no-deprecated -- in WebKit nothing else tells
export function isComposing({ isComposing: is, keyCode }: KeyboardEvent): boolean {
  return is || keyCode === KEY_CODE_OF_INPUT_METHOD;
}

/**
 * Keeps from every listener of the page what nobody meant for it: keys that an input method takes, and Enter that is held
 * down, which would send, join, leave or confirm what was not looked at yet. A held Shift+Enter breaks lines as ever.
 */
function guard(pressed: KeyboardEvent): void {
  const isHeld = pressed.key === 'Enter' && pressed.repeat && !(pressed.shiftKey && pressed.composedPath()[0] instanceof HTMLTextAreaElement);
  if (!isHeld && !isComposing(pressed)) return;
  if (isHeld) pressed.preventDefault();
  pressed.stopImmediatePropagation();
}

// The first that hears of any key, whatever has the focus.
addEventListener('keydown', guard, true);
