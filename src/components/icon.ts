import { html, nothing, svg, type TemplateResult } from 'lit';

/** Drawn for Sala on a grid of 24, in lines of 2. */
const PATHS = {
  add: svg`<rect x="4" y="4" width="16" height="16" rx="4" /><path d="M12 8v8M8 12h8" />`,
  alert: svg`<circle cx="12" cy="12" r="9" /><path d="M12 7.5v5.5M12 16.5v.01" />`,
  back: svg`<path d="M15 5l-7 7 7 7" />`,
  bell: svg`<path d="M6.5 16.5v-6a5.5 5.5 0 0 1 11 0v6l1.5 2H5z M10.5 21.5h3" />`,
  bellOff: svg`<path d="M6.5 16.5v-6c0-.6.1-1.2.3-1.7M9.5 5.6a5.5 5.5 0 0 1 8 4.9v3M17.5 18.5H5l1.5-2M10.5 21.5h3M4 4l16 16" />`,
  check: svg`<path d="M5 12.5l4.5 4.5L19 7.5" />`,
  close: svg`<path d="M6 6l12 12M18 6L6 18" />`,
  dock: svg`<rect x="3" y="4" width="18" height="16" rx="2" /><path d="M7 16.5h10M12 6.5v6M9 9.5h6" />`,
  dots: svg`<path d="M12 5v.01M12 12v.01M12 19v.01" stroke-width="3" />`,
  install: svg`<path d="M12 4v10M7.5 10l4.5 4.5 4.5-4.5M5 19h14" />`,
  copy: svg`<rect x="9" y="9" width="11" height="11" rx="2" /><path d="M5.5 15A1.5 1.5 0 0 1 4 13.5V5.5A1.5 1.5 0 0 1 5.5 4h8A1.5 1.5 0 0 1 15 5.5" />`,
  down: svg`<path d="M12 5v13M6 12.5l6 6 6-6" />`,
  invite: svg`<rect x="4" y="4" width="6" height="6" rx="1" /><rect x="14" y="4" width="6" height="6" rx="1" /><rect x="4" y="14" width="6" height="6" rx="1" /><path d="M14 14h2.5v2.5M20 14v.01M14 20v.01M20 17v3h-3" />`,
  leave: svg`<path d="M14 4H6a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h8M10 12h10M16.5 8.5L20 12l-3.5 3.5" />`,
  menu: svg`<rect x="3" y="4" width="18" height="16" rx="2" /><path d="M3 9h18M6.5 6.5h2" />`,
  people: svg`<circle cx="9" cy="8" r="3.5" /><path d="M3 20c0-3.5 2.5-6 6-6s6 2.5 6 6M15.5 5a3.5 3.5 0 0 1 0 6.5M17.5 14.5c2.2.8 3.5 2.8 3.5 5.5" />`,
  plus: svg`<path d="M12 5v14M5 12h14" />`,
  reply: svg`<path d="M9 6l-5 5 5 5M4.5 11H14a6 6 0 0 1 6 6v1.5" />`,
  send: svg`<path d="M5 12h13M12 5.5l6.5 6.5-6.5 6.5" />`,
  save: svg`<path d="M12 4v11M7.5 10.5L12 15l4.5-4.5M5 19.5h14" />`,
  search: svg`<circle cx="10.5" cy="10.5" r="6" /><path d="M15 15l5 5" />`,
  settings: svg`<path d="M4 7h9M17 7h3M4 17h3M11 17h9" /><circle cx="15" cy="7" r="2" /><circle cx="9" cy="17" r="2" />`,
  share: svg`<path d="M8 10H6a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1v-9a1 1 0 0 0-1-1h-2M12 15V3M8 6.5L12 3l4 3.5" />`,
} as const;

export type IconName = keyof typeof PATHS;

/** Point along the line of writing, so that they are turned where that leads to the left. */
const ALONG: readonly IconName[] = ['back', 'leave', 'reply', 'send'];

/** An icon beside a text, or inside of a button that has a name: nothing for screen readers. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class=${ALONG.includes(name) ? 'along' : nothing} viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2"
    stroke-linecap="round" stroke-linejoin="round">${PATHS[name]}</svg>`;
}

/** Sala's mark: a door in a speech bubble. */
export function mark(): TemplateResult {
  return html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" fill="currentColor"><path
    d="M6 5h20a3 3 0 0 1 3 3v13a3 3 0 0 1-3 3h-7v-9a3 3 0 0 0-6 0v9l-5 4.5V24H6a3 3 0 0 1-3-3V8a3 3 0 0 1 3-3z" /></svg>`;
}
