/**
 * Puts a text into the clipboard, also on a page that is no secure context, which has no Clipboard API.
 *
 * @returns whether the browser lets the page do so
 */
export async function copyText(text: string): Promise<boolean> {
  const clipboard = navigator.clipboard as Clipboard | undefined;
  try {
    if (!clipboard) return copyByEvent(text);
    await clipboard.writeText(text);
    return true;
  } catch {
    return copyByEvent(text);
  }
}

/** Nothing has to be selected for it, so that what somebody has selected stays. */
function copyByEvent(text: string): boolean {
  let isCopied = false;
  const fill = (copied: ClipboardEvent): void => {
    copied.preventDefault();
    copied.stopImmediatePropagation();
    copied.clipboardData?.setData('text/plain', text);
    isCopied = true;
  };
  document.addEventListener('copy', fill, true);
  // oxlint-disable-next-line typescript/no-deprecated -- nothing else copies over plain http
  const isDone = document.execCommand('copy');
  document.removeEventListener('copy', fill, true);
  return isDone && isCopied;
}
