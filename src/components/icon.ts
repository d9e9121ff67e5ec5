import { svg, html, type TemplateResult } from 'lit';

/** Drawn for Sala on a grid of 24, in lines of 2. */
const PATHS = {
  alert: svg`<circle cx="12" cy="12" r="9" /><path d="M12 7.5v5.5M12 16.5v.01" />`,
  back: svg`<path d="M15 5l-7 7 7 7" />`,
  check: svg`<path d="M5 12.5l4.5 4.5L19 7.5" />`,
  close: svg`<path d="M6 6l12 12M18 6L6 18" />`,
  leave: svg`<path d="M14 4H6a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h8M10 12h10M16.5 8.5L20 12l-3.5 3.5" />`,
  people: svg`<circle cx="9" cy="8" r="3.5" /><path d="M3 20c0-3.5 2.5-6 6-6s6 2.5 6 6M15.5 5a3.5 3.5 0 0 1 0 6.5M17.5 14.5c2.2.8 3.5 2.8 3.5 5.5" />`,
  plus: svg`<path d="M12 5v14M5 12h14" />`,
  send: svg`<path d="M5 12h13M12 5.5l6.5 6.5-6.5 6.5" />`,
  save: svg`<path d="M12 4v11M7.5 10.5L12 15l4.5-4.5M5 19.5h14" />`,
  search: svg`<circle cx="10.5" cy="10.5" r="6" /><path d="M15 15l5 5" />`,
  settings: svg`<path d="M4 7h9M17 7h3M4 17h3M11 17h9" /><circle cx="15" cy="7" r="2" /><circle cx="9" cy="17" r="2" />`,
} as const;

/** An icon beside a text, or inside of a button that has a name: nothing for screen readers. */
export function icon(name: keyof typeof PATHS): TemplateResult {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2"
    stroke-linecap="round" stroke-linejoin="round">${PATHS[name]}</svg>`;
}

/** Sala's mark: a door in a speech bubble. */
export function mark(): TemplateResult {
  return html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" fill="currentColor"><path
    d="M6 5h20a3 3 0 0 1 3 3v13a3 3 0 0 1-3 3h-7v-9a3 3 0 0 0-6 0v9l-5 4.5V24H6a3 3 0 0 1-3-3V8a3 3 0 0 1 3-3z" /></svg>`;
}
