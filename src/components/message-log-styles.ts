import { css } from 'lit';

export const messageLogStyles = css`
  :host {
    position: relative;
    display: block;
    min-block-size: 0;
  }
  [role='log'] {
    block-size: 100%;
    padding: var(--space-4);
    overflow: hidden auto;
    overscroll-behavior: contain;
    /* The element does this itself, in every browser alike. */
    overflow-anchor: none;
    scrollbar-gutter: stable;
    display: flex;
    flex-direction: column;
  }
  [role='log']:focus-visible {
    outline-offset: -3px;
  }
  ol {
    display: flex;
    flex: 1 0 auto;
    flex-direction: column;
    /* A short talk stands above the composer, where the next message will be. */
    justify-content: end;
    inline-size: min(48rem, 100%);
    margin-inline: auto;
    /* What stands beside a message stays within. */
    container-type: inline-size;
  }
  li {
    margin-block-start: 0.1875rem;
  }
  li:focus-visible {
    outline: none;
  }
  li:focus-visible .text {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  li.start {
    margin-block-start: var(--space-3);
  }
  .day {
    display: flex;
    align-items: center;
    gap: var(--space-3);
    margin-block: var(--space-3);
    color: var(--text-quiet);
    font-size: var(--text-small);
    text-align: center;
  }
  .day::before,
  .day::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid var(--line);
  }
  .unread {
    display: flex;
    align-items: center;
    gap: var(--space-3);
    margin-block: var(--space-3);
    color: var(--accent);
    font-size: var(--text-small);
    font-weight: 650;
  }
  .unread::before,
  .unread::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid currentColor;
  }
  .event {
    color: var(--text-quiet);
    font-size: var(--text-small);
    text-align: center;
    overflow: clip;
    overflow-wrap: anywhere;
  }
  /* Where a name ends is seen, also of somebody who is called "ana left the room". */
  .event bdi {
    color: var(--text);
    font-weight: 600;
  }
  .message {
    position: relative;
    display: flex;
    flex-direction: column;
    align-items: start;
    inline-size: fit-content;
    max-inline-size: min(36rem, 85%);
  }
  .own {
    align-items: end;
    margin-inline-start: auto;
  }
  .by {
    display: flex;
    align-items: baseline;
    gap: var(--space-2);
    max-inline-size: 100%;
    margin-block-end: var(--space-1);
    padding-inline: var(--space-1);
    color: var(--text-quiet);
    font-size: var(--text-small);
  }
  .writer {
    color: var(--writer);
    font-weight: 650;
    overflow: clip;
    overflow-wrap: anywhere;
  }
  time {
    flex: none;
  }
  .text {
    max-inline-size: 100%;
    padding: var(--space-2) var(--space-3);
    border-radius: 1.125rem;
    background: var(--surface-raised);
    /* Marks that are piled up stay within, and do not cover what others say. */
    overflow: clip;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
    /* Each line in the direction of its own script; the bubble stays as it is. */
    unicode-bidi: plaintext;
  }
  .own .text {
    background: var(--own);
  }
  .start .text {
    border-start-start-radius: var(--space-1);
  }
  .start .own .text {
    border-start-start-radius: 1.125rem;
    border-start-end-radius: var(--space-1);
  }
  /* Beside the text while there is room, else above its end: nothing moves for it. For fingers, below the text. */
  .tools {
    --width: 4.5rem;
    --place: min(100% + var(--space-1), 100cqi - var(--width));
    position: absolute;
    inset-block-end: 0;
    inset-inline-start: var(--place);
    z-index: 1;
    display: flex;
    border-radius: 1.125rem;
    background: var(--surface);
    color: var(--text-quiet);
  }
  .own .tools {
    inset-inline: auto var(--place);
  }
  .tools button {
    inline-size: 2.25rem;
    min-block-size: 2.25rem;
    padding: 0;
    border: 0;
    border-radius: 50%;
    color: inherit;
  }
  .tools svg {
    inline-size: 1.125rem;
    block-size: 1.125rem;
  }
  @media (pointer: coarse) {
    .tools {
      position: static;
    }
    .tools button {
      inline-size: var(--tap);
      min-block-size: var(--tap);
    }
  }
  @media (hover: hover) {
    .tools button:hover {
      color: var(--text);
    }
  }
  .text a {
    color: inherit;
    text-decoration-color: var(--accent);
    text-underline-offset: 0.2em;
  }
  /* Where a page may not choose its colours, a line is what makes a bubble. */
  @media (forced-colors: active) {
    .text {
      outline: 1px solid;
      outline-offset: -1px;
    }
  }
  /* Not by opacity: what is not delivered yet is to be read as well as everything else. */
  .sending .text {
    background: none;
    box-shadow: inset 0 0 0 1px var(--line);
  }
  .failed .text {
    background: var(--danger-surface);
  }
  .unsure .text,
  .late .text {
    background: none;
    box-shadow: inset 0 0 0 1px var(--warning);
  }
  .undelivered {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: end;
    gap: 0 var(--space-3);
    padding: var(--space-1);
    color: var(--warning);
    font-size: var(--text-small);
    text-align: end;
    overflow-wrap: anywhere;
  }
  .undelivered p {
    min-inline-size: 0;
    text-wrap: balance;
  }
  .failed .undelivered {
    color: var(--danger);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    gap: 0 var(--space-3);
  }
  .actions button {
    font-size: inherit;
  }
  /* Buttons for fingers have room above their words already. */
  @media (width < 48rem), (pointer: coarse) {
    .actions {
      margin-block-start: calc(-1 * var(--space-2));
    }
  }
  slot {
    display: block;
    flex: 1 0 auto;
    align-content: center;
    inline-size: min(22rem, 100%);
    margin: auto;
    padding-block: var(--space-5);
    color: var(--text-quiet);
    text-align: center;
    text-wrap: balance;
  }
  slot + ol {
    flex: none;
  }
  .news {
    position: absolute;
    inset-block-end: var(--space-3);
    inset-inline: var(--space-4);
    inline-size: fit-content;
    margin-inline: auto;
    border-color: var(--accent);
    border-radius: var(--tap);
    background: var(--surface);
    box-shadow: 0 2px 12px rgb(0 0 0 / 20%);
  }
  .news svg {
    inline-size: 1.125rem;
    block-size: 1.125rem;
  }
  @media print {
    [role='log'] {
      display: block;
      block-size: auto;
      overflow: visible;
    }
    li {
      break-inside: avoid;
    }
    .news, .tools, .actions {
      display: none;
    }
    /* Its ground is not printed. */
    mark {
      color: inherit;
    }
  }
`;
