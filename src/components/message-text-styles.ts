import { css } from 'lit';

/** What `messageText` makes, in an element of the class `text` that keeps white space. */
export const messageTextStyles = css`
  /* Each line in the direction of its own script. */
  .text p {
    unicode-bidi: plaintext;
  }
  .text :is(blockquote, pre) {
    margin: 0;
  }
  .text > :not(:first-child),
  .text blockquote > :not(:first-child) {
    margin-block-start: var(--space-2);
  }
  .text blockquote {
    padding-inline-start: var(--space-3);
    border-inline-start: 3px solid var(--accent);
    color: var(--text-quiet);
  }
  .text code {
    padding-inline: 0.25em;
    border-radius: 0.3em;
    background: light-dark(rgb(0 0 0 / 7%), rgb(255 255 255 / 9%));
    font-family: ui-monospace, monospace;
    font-size: 0.875em;
  }
  .text pre {
    padding: var(--space-2) var(--space-3);
    border-radius: var(--radius-small);
    background: light-dark(rgb(0 0 0 / 7%), rgb(255 255 255 / 9%));
    white-space: pre-wrap;
  }
  @media (forced-colors: active) {
    .text pre {
      outline: 1px solid;
      outline-offset: -1px;
    }
  }
  .text pre code {
    padding: 0;
    background: none;
  }
  .mention,
  mark {
    font-weight: 600;
  }
  .mention {
    color: var(--accent-strong);
  }
  mark {
    padding: 0.05em 0.25em;
    border-radius: 0.3em;
    background: var(--accent);
    color: var(--on-accent);
    -webkit-box-decoration-break: clone;
    box-decoration-break: clone;
  }
`;
