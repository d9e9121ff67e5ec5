import { css } from 'lit';

/** The list of a `Completion`: above everything, so that nothing is moved and nothing cuts it off. */
export const completionStyles = css`
  #options {
    position: fixed;
    inset: auto;
    min-inline-size: min(14rem, 50vw);
    margin: 0;
    padding: var(--space-1);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--text);
    box-shadow: 0 4px 20px rgb(0 0 0 / 20%);
    overflow: hidden auto;
  }
  [role='option'] {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    min-block-size: min(2.5rem, 44px);
    padding: 0 min(var(--space-3), 3vw);
    border-radius: var(--radius-small);
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  [aria-selected='true'] {
    background: var(--own);
    outline: 1px solid transparent;
  }
  @media (hover: hover) {
    [role='option']:not([aria-selected='true']):hover {
      background: var(--surface-raised);
    }
  }
  .sign {
    flex: none;
    min-inline-size: 1.5em;
    text-align: center;
  }
`;
