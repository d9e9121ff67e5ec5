import { FIELDS } from '../components/fields.ts';

/**
 * Keeps the page where it is when something is dropped on it: browsers would show a file or follow a link in its place. A
 * text that is dropped into a field gets there.
 *
 * @param refuseFiles called when a file is dropped anywhere
 * @returns what ends it
 */
export function guardDrops(refuseFiles: () => void): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  addEventListener('dragover', (over) => {
    if (!hasFiles(over) && isOverField(over)) return;
    over.preventDefault();
    // With this the browser fires no drop.
    if (over.dataTransfer && !hasFiles(over)) over.dataTransfer.dropEffect = 'none';
  }, { signal });
  addEventListener('drop', (dropped) => {
    if (!hasFiles(dropped) && isOverField(dropped)) return;
    dropped.preventDefault();
    if (hasFiles(dropped)) refuseFiles();
  }, { signal });
  return () => listening.abort();
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}

function isOverField(over: DragEvent): boolean {
  const [target] = over.composedPath();
  return target instanceof HTMLElement && target.matches(FIELDS);
}
