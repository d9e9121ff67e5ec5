/**
 * Puts a text in place of a part of a field's, with the caret behind it. It can be undone like what is typed, and the field
 * fires `input`.
 */
export function insertText(field: HTMLTextAreaElement | HTMLInputElement, text: string, start: number, end: number): void {
  field.focus();
  field.setSelectionRange(start, end);
  // Nothing else puts something into a field so that the browser can undo it.
  // oxlint-disable-next-line typescript/no-deprecated -- there is no other way
  if (text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text)) return;
  field.setRangeText(text, start, end, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}
