import { css } from 'lit';

/** What every element starts from: sizes that include the border, a focus ring that is seen. */
export const base = css`
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
  svg {
    flex: none;
    inline-size: 1.375rem;
    block-size: 1.375rem;
  }
`;

export const buttons = css`
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-2);
    min-block-size: var(--tap);
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
  button:hover {
    background: var(--surface-raised);
  }
  button.primary {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  button.primary:hover {
    border-color: var(--accent-strong);
    background: var(--accent-strong);
  }
  button.icon {
    inline-size: var(--tap);
    padding: 0;
    border-color: transparent;
  }
  button.plain {
    min-block-size: 0;
    padding: 0;
    border: 0;
    border-radius: var(--radius-small);
    background: none;
    color: var(--accent);
    text-decoration: underline;
    text-underline-offset: 0.2em;
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
  textarea {
    inline-size: 100%;
    min-block-size: var(--tap);
    padding: var(--space-2) var(--space-3);
    border: 1px solid var(--line-field);
    border-radius: var(--radius);
    background: var(--surface);
    color: inherit;
    font: inherit;
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
  .hint {
    margin-block-start: var(--space-1);
    color: var(--text-quiet);
    font-size: var(--text-small);
  }
`;

export const dialogs = css`
  dialog {
    inline-size: min(26rem, calc(100vw - 2 * var(--space-4)));
    max-block-size: calc(100dvh - 2 * var(--space-4));
    padding: var(--space-5);
    border: 1px solid var(--line);
    border-radius: calc(var(--radius) * 1.5);
    background: var(--surface);
    color: var(--text);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }
  dialog header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    margin-block-end: var(--space-4);
  }
  dialog h2 {
    font-size: var(--text-large);
  }
`;
