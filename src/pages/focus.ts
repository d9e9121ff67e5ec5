/** Whether a page may put the cursor into a field: not where that brings up a keyboard over half of the screen. */
export function mayTakeFocus(): boolean {
  return matchMedia('(pointer: fine)').matches;
}
