import { cleanText } from '../text/clean.ts';
import { FIELDS } from './fields.ts';
import { insertText } from './insert-text.ts';

type Field = HTMLInputElement | HTMLTextAreaElement;

/** Takes out of a field what no text may have, however it got there, and leaves the caret where it was. */
export function cleanField(field: Field): void {
  const { value, selectionEnd } = field;
  const text = cleanFor(field, value);
  if (text === value) return;
  const caret = cleanFor(field, value.slice(0, selectionEnd ?? value.length)).length;
  field.value = text;
  field.setSelectionRange(caret, caret);
}

function cleanFor(field: Field, text: string): string {
  return field instanceof HTMLInputElement ? cleanText(text).replaceAll('\n', ' ') : cleanText(text);
}

function fieldOf(happening: Event): Field | undefined {
  const [target] = happening.composedPath();
  return target instanceof HTMLElement && target.matches(FIELDS) ? target as Field : undefined;
}

// Before the field's own listeners, whichever field it is. What is pasted or dropped is cleaned first, so that it can be undone.
addEventListener('beforeinput', (typed) => {
  const field = fieldOf(typed);
  const text = typed.data ?? typed.dataTransfer?.getData('text/plain');
  if (!field || !text || !/^insertFrom|^insertReplacement/.test(typed.inputType) || cleanFor(field, text) === text) return;
  typed.preventDefault();
  insertText(field, cleanFor(field, text), field.selectionStart ?? 0, field.selectionEnd ?? field.value.length);
}, true);

addEventListener('input', (typed) => {
  const field = fieldOf(typed);
  if (field && !(typed instanceof InputEvent && typed.inputType.startsWith('history'))) cleanField(field);
}, true);
