import { cleanText } from '../text/clean.ts';

type Field = HTMLInputElement | HTMLTextAreaElement;

/** What somebody types texts into. */
const FIELDS = 'textarea, input:not([type]), input[type=text], input[type=search], input[type=url]';

/** Takes out of a field what no text may have, however it got there, and leaves the caret where it was. */
export function cleanField(field: Field): void {
  const clean = (text: string) => (field instanceof HTMLInputElement ? cleanText(text).replaceAll('\n', ' ') : cleanText(text));
  const { value, selectionEnd } = field;
  const text = clean(value);
  if (text === value) return;
  const caret = clean(value.slice(0, selectionEnd ?? value.length)).length;
  field.value = text;
  field.setSelectionRange(caret, caret);
}

// Before the field's own listeners, whichever field it is.
addEventListener('input', (typed) => {
  const [target] = typed.composedPath();
  if (target instanceof HTMLElement && target.matches(FIELDS)) cleanField(target as Field);
}, true);
