import { html, type TemplateResult } from 'lit';

/** Stands for a name in a sentence, until it is put there as an element of its own. No name has it. */
export const SLOT = '\uFFFC';

/** A sentence in which one sees where the name begins and ends. @param words with a {@link SLOT} */
export function sentence(words: string, name: string): TemplateResult {
  const [before, after] = words.split(SLOT);
  return html`<span>${before}<b><bdi>${name}</bdi></b>${after}</span>`;
}
