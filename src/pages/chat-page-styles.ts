import { css } from 'lit';

/**
 * Phone: one pane at a time, and the connection above it. Desktop: rooms, talk, and where there is room, people; what
 * stands beside the talk leaves it half of the width however large the letters are.
 */
export const chatPageStyles = css`
  :host {
    display: grid;
    grid-template: 'status' auto 'pane' minmax(0, 1fr) / minmax(0, 1fr);
    block-size: 100%;
    padding-block-start: var(--inset-top);
  }
  .rooms,
  .talk {
    grid-area: pane;
    min-block-size: 0;
    min-inline-size: 0;
  }
  .rooms {
    display: flex;
    flex-direction: column;
    background: var(--surface-side);
  }
  .rooms > header,
  .talk > header {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    min-block-size: 3.5rem;
    padding-block: var(--space-1);
    padding-inline: var(--space-4) var(--space-2);
  }
  .rooms > header {
    flex-wrap: wrap;
    justify-content: end;
  }
  .brand {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    margin-inline-end: auto;
    font-size: var(--text-large);
    font-weight: 700;
    letter-spacing: -0.02em;
  }
  .mark {
    inline-size: 1.75rem;
    block-size: 1.75rem;
    color: var(--accent);
  }
  .sharing {
    display: grid;
    gap: var(--space-2);
    padding: var(--space-3) var(--space-4);
    background: var(--own);
    font-size: var(--text-small);
  }
  .sharing p {
    max-block-size: 6rem;
    overflow: auto;
    overscroll-behavior: contain;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  sala-room-list {
    flex: 1;
    padding: var(--space-1) var(--space-2);
    overflow: auto;
    overscroll-behavior: contain;
  }
  .rooms > footer {
    display: grid;
    gap: var(--space-2);
    padding: var(--space-3) var(--space-4) max(var(--space-3), var(--inset-bottom));
  }
  .rooms > footer div {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 var(--space-3);
    min-block-size: var(--tap);
  }
  .me {
    color: var(--text-quiet);
    font-size: var(--text-small);
    overflow-wrap: anywhere;
  }
  .talk {
    --start: 0px;
    --end: var(--inset-end);
    display: grid;
    grid-template: auto auto minmax(0, 1fr) auto / minmax(0, 1fr);
    padding-inline: var(--start) var(--end);
    background: var(--surface);
  }
  /* What has a colour or a line of its own has it below a notch as well. */
  .talk > header,
  .notice {
    margin-block: 0;
    margin-inline: calc(-1 * var(--start)) calc(-1 * var(--end));
  }
  .talk > header {
    padding-inline: calc(var(--space-4) + var(--start)) calc(var(--space-2) + var(--end));
    border-block-end: 1px solid var(--line);
  }
  .back {
    display: grid;
    place-items: center;
    inline-size: var(--tap);
    block-size: var(--tap);
    margin-inline-start: calc(-1 * var(--space-3));
    border-radius: var(--radius);
    color: inherit;
  }
  sala-room-tools > button {
    justify-content: start;
    border-color: transparent;
    font-weight: 400;
    text-align: start;
  }
  h1 {
    flex: 1 1 5rem;
    display: -webkit-box;
    min-inline-size: 0;
    overflow: hidden;
    font-size: 1.125rem;
    line-height: 1.25;
    overflow-wrap: break-word;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  sala-message-log {
    grid-row: 3;
  }
  .notice {
    grid-row: 2;
    padding-block: var(--space-2);
    padding-inline: calc(var(--space-4) + var(--start)) calc(var(--space-4) + var(--end));
    background: var(--danger-surface);
    color: var(--danger);
    font-size: var(--text-small);
  }
  /* Its width is that of the log above it, where a scroll bar may take some. */
  .compose {
    grid-row: 4;
    padding: var(--space-2) var(--space-4) max(var(--space-3), var(--inset-bottom));
    overflow: hidden;
    scrollbar-gutter: stable;
  }
  sala-composer {
    max-inline-size: 48rem;
    margin-inline: auto;
  }
  .empty {
    grid-row: 3;
    align-self: center;
    justify-self: center;
    inline-size: min(22rem, 100%);
    padding: var(--space-4);
  }
  .empty h1,
  .empty h2 {
    display: block;
    margin-block-end: var(--space-3);
    font-size: var(--text-large);
    text-wrap: balance;
  }
  .people {
    display: none;
  }
  sala-connection-status {
    grid-area: status;
    padding: var(--space-2) var(--space-4);
    background: var(--surface-side);
  }
  /* On a phone, what works needs no line of its own. Screen readers have it all the same. */
  @media (width < 48rem) {
    :host([pane='rooms']) {
      background: var(--surface-side);
    }
    .rooms {
      padding: 0 var(--inset-right) 0 var(--inset-left);
    }
    .talk {
      --start: var(--inset-start);
    }
    sala-connection-status {
      margin-block-start: calc(-1 * var(--inset-top));
      padding: calc(var(--space-2) + var(--inset-top)) calc(var(--space-4) + var(--inset-right)) var(--space-2) calc(var(--space-4) + var(--inset-left));
    }
    sala-connection-status[state='connected'][waiting='0'] {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      padding: 0;
      overflow: hidden;
      clip-path: inset(50%);
    }
    :host([pane='talk']) .rooms,
    :host([pane='rooms']) .talk {
      display: none;
    }
    .talk > header {
      flex-wrap: wrap;
      justify-content: end;
      gap: 0;
    }
    .talk > header > button .label {
      display: none;
    }
    .talk > header > button {
      inline-size: var(--tap);
      padding: 0;
      border-color: transparent;
    }
  }
  @media (width >= 48rem) {
    :host {
      --side: calc(min(17rem, 35vw) + var(--inset-start));
      grid-template: 'rooms talk' minmax(0, 1fr) 'status talk' auto / var(--side) minmax(0, 1fr);
    }
    .rooms {
      grid-area: rooms;
      padding-inline-start: var(--inset-start);
      border-inline-end: 1px solid var(--line);
    }
    .rooms > footer {
      padding-block-end: var(--space-3);
    }
    .rooms > .notice {
      display: none;
    }
    .talk {
      grid-area: talk;
    }
    .talk > header {
      padding-inline-end: calc(var(--space-4) + var(--end));
    }
    .back {
      display: none;
    }
    sala-connection-status {
      padding-inline-start: calc(var(--space-4) + var(--inset-start));
      padding-block-end: max(var(--space-2), var(--inset-bottom));
      border-inline-end: 1px solid var(--line);
      border-block-start: 1px solid var(--line);
    }
  }
  @media (width >= 68rem) {
    :host {
      grid-template: 'rooms talk people' minmax(0, 1fr) 'status talk people' auto / var(--side) minmax(0, 1fr) auto;
    }
    .talk:has(+ .people) {
      --end: 0px;
    }
    .people {
      display: block;
      grid-area: people;
      inline-size: min(14rem, 21vw);
      padding-block: var(--space-4) max(var(--space-4), var(--inset-bottom));
      padding-inline: var(--space-4) max(var(--space-4), var(--inset-end));
      overflow: auto;
      overscroll-behavior: contain;
      border-inline-start: 1px solid var(--line);
      background: var(--surface-side);
    }
    .people h2 {
      margin-block-end: var(--space-2);
      font-size: 1rem;
    }
    .show-people {
      display: none;
    }
  }
  /* What was said, and nothing else. */
  @media print {
    :host {
      display: block;
      padding: 0;
    }
    .talk {
      display: block;
    }
    .rooms, .people, .compose, .notice, .talk > header > :not(h1), sala-connection-status {
      display: none;
    }
  }
`;
