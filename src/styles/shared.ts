import { css } from 'lit';

/** What every element starts from: sizes that include the border, a focus ring that is seen. */
export const base = css`
  :host,
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  p,
  ul,
  ol {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  /* A name runs in its own direction, and begins where the page's lines do. */
  h1[dir],
  .name[dir] {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  svg.along:dir(rtl) {
    scale: -1 1;
  }
  svg {
    flex: none;
    inline-size: var(--icon);
    block-size: var(--icon);
  }
`;

export const buttons = css`
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-2);
    min-block-size: var(--tap);
    min-inline-size: var(--tap);
    padding: 0 var(--space-4);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: transparent;
    color: var(--text);
    font: inherit;
    font-weight: 550;
    cursor: pointer;
    touch-action: manipulation;
  }
  button.primary {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  button.icon {
    inline-size: var(--tap);
    padding: 0;
    border-color: transparent;
  }
  button.plain {
    /* The least that is asked of anybody to hit: https://www.w3.org/TR/WCAG22/#target-size-minimum */
    min-block-size: 1.5rem;
    min-inline-size: 1.5rem;
    padding: 0;
    border: 0;
    border-radius: var(--radius-small);
    background: none;
    color: var(--accent);
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  @media (width < 48rem), (pointer: coarse) {
    button.plain {
      min-block-size: var(--tap);
      min-inline-size: var(--tap);
    }
  }
  @media (hover: hover) {
    button:hover {
      background: var(--surface-raised);
    }
    button.primary:hover {
      border-color: var(--accent-strong);
      background: var(--accent-strong);
    }
    button.plain:hover {
      background: none;
    }
  }
  button[aria-disabled='true'] {
    opacity: 0.65;
    cursor: default;
  }
`;

export const fields = css`
  label {
    display: block;
    margin-block-end: var(--space-1);
    font-weight: 550;
  }
  input,
  select,
  textarea {
    inline-size: 100%;
    min-block-size: var(--tap);
    padding: var(--space-2) var(--space-3);
    border: 1px solid var(--line-field);
    border-radius: var(--radius);
    background: var(--surface);
    color: inherit;
    font: inherit;
    /* Into anything smaller iOS zooms. */
    font-size: max(1rem, 16px);
  }
  textarea {
    overscroll-behavior: contain;
  }
  ::placeholder {
    color: var(--text-quiet);
    opacity: 1;
  }
  input:focus-visible,
  textarea:focus-visible {
    border-color: var(--accent);
    outline-offset: -1px;
  }
  [aria-invalid='true'] {
    border-color: var(--danger);
  }
  .field {
    margin-block-end: var(--space-4);
  }
  .problem {
    display: block;
    margin-block-start: var(--space-1);
    color: var(--danger);
    font-size: var(--text-small);
  }
  .problem a {
    color: inherit;
  }
  .hint {
    margin-block-start: var(--space-1);
    color: var(--text-quiet);
    font-size: var(--text-small);
  }
`;

export const dialogs = css`
  dialog {
    --room: min(2 * var(--space-4), 10vw);
    /* By the device's own words: a dialog lies over what keeps clear of the top for the page. */
    --top: calc(var(--view-top) + env(safe-area-inset-top));
    --bottom: calc(100% - var(--view-top) - var(--view-height) + var(--inset-bottom));
    inset: var(--top) var(--inset-right) var(--bottom) var(--inset-left);
    inline-size: min(26rem, calc(100vw - var(--inset-left) - var(--inset-right) - var(--room)));
    max-block-size: calc(var(--view-height) - env(safe-area-inset-top) - var(--inset-bottom) - var(--room));
    overscroll-behavior: contain;
    padding: min(var(--space-5), 6vw);
    border: 1px solid var(--line);
    border-radius: calc(var(--radius) * 1.5);
    background: var(--surface);
    color: var(--text);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }
  /* What a dialog is, and the way out of it, stay in sight. */
  dialog:has(> header) {
    padding-block-start: 0;
    scroll-padding-block-start: 4rem;
  }
  dialog header {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-2);
    margin-block-end: var(--space-2);
    padding-block: var(--space-3);
    background: var(--surface);
  }
  /* The cross, not the room around it, stands above the end of the fields. */
  dialog header .icon {
    margin-inline-end: calc((var(--icon) - var(--tap)) / 2);
  }
  dialog .choices {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(8rem, 100%), 1fr));
    gap: var(--space-2);
    margin-block-start: var(--space-5);
  }
  dialog h2 {
    min-inline-size: 0;
    hyphens: auto;
    overflow-wrap: anywhere;
    font-size: min(var(--text-large), 8vw);
  }
`;
