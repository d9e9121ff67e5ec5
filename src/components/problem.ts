import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';

/** What went wrong, in words. */
export interface Problem {
  readonly text: string;
  /** An address at which a person can see for themselves. */
  readonly href?: string;
}

/** What went wrong with a field, to stand beside it. */
export function problemLine({ text, href }: Problem, id: string): TemplateResult {
  const link = href === undefined ? nothing : html` <a href=${href} target="_blank" rel="noreferrer">${msg('Open it in a tab', { id: 'openInTab' })}</a>`;
  return html`<span class="problem" id=${id} role="alert">${text}${link}</span>`;
}
