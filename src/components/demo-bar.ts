import { localized, msg } from '@lit/localize';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { base, buttons } from '../styles/shared.ts';
import { event } from './events.ts';

/**
 * The lasting mark that this is the demo, with the way back.
 *
 * @fires sala-leave-demo - somebody wants a real server again
 */
@customElement('sala-demo-bar')
@localized()
export class DemoBar extends LitElement {
  static override styles = [base, buttons, css`
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: center;
      gap: 0 var(--space-3);
      padding-block: max(var(--space-1), var(--inset-top)) var(--space-1);
      padding-inline: max(var(--space-3), var(--inset-start)) max(var(--space-3), var(--inset-end));
      line-height: 1.3;
      background: var(--own);
      font-size: var(--text-small);
    }
    section {
      display: contents;
    }
    button.plain {
      color: inherit;
      line-height: inherit;
    }
    @media print {
      :host {
        display: none;
      }
    }
  `];

  override render(): TemplateResult {
    const demo = msg('Demo', { id: 'demo' });
    return html`
      <section aria-label=${demo}>
        <p><strong>${demo}</strong> · ${msg('Nothing leaves this device.', { id: 'demoMeaning' })}</p>
        <button class="plain" @click=${() => this.dispatchEvent(event('sala-leave-demo', null))}>${msg('Leave the demo', { id: 'leaveDemo' })}</button>
      </section>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-demo-bar': DemoBar;
  }
}
