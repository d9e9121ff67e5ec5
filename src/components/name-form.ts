import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { plural } from '../locales/plural.ts';
import { base, buttons, fields } from '../styles/shared.ts';
import { event } from './events.ts';
import { usernameProblem } from './name-problem.ts';
import { problemLine, type Problem } from './problem.ts';

/**
 * One's name, and what it takes to change it.
 *
 * @fires sala-rename - the name as typed, once it could be one
 */
@customElement('sala-name-form')
@localized()
export class NameForm extends LitElement {
  static override styles = [base, buttons, fields, css`
    :host {
      display: block;
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
    }
    input {
      flex: 1 1 10rem;
      inline-size: 0;
    }
    [role='status']:empty {
      display: none;
    }
  `];

  @property() username = '';
  /** How many rooms one is in under it. */
  @property({ type: Number }) rooms = 0;
  @property({ type: Boolean }) busy = false;
  @property({ attribute: false }) problem: Problem | undefined;
  @state() private ownProblem = '';
  /** The name that one has got by this form. */
  @state() private renamed = '';
  @query('input') private readonly input!: HTMLInputElement;

  /** Begins with the name that one has. */
  reset(): void {
    this.ownProblem = this.renamed = '';
    this.input.value = this.username;
  }

  override render(): TemplateResult {
    const problem = this.ownProblem === '' ? this.problem : { text: this.ownProblem };
    return html`
      <form novalidate @submit=${this.submit} aria-busy=${this.busy}>
        <label for="name">${msg('Your name on this server', { id: 'nameHere' })}</label>
        <div class="row">
          <input id="name" autocomplete="nickname" autocapitalize="words" spellcheck="false" autocorrect="off" enterkeyhint="done" dir="auto"
            aria-invalid=${problem ? 'true' : 'false'} aria-describedby=${problem ? 'problem hint' : 'hint'}>
          <button aria-disabled=${this.busy}>${msg('Rename', { id: 'rename' })}</button>
        </div>
        ${problem ? problemLine(problem, 'problem') : nothing}
        <p class="hint" id="hint">${hintWords(this.rooms)}</p>
        <p class="hint" role="status">${this.renamed === '' ? nothing : msg(str`You are now ${this.renamed}.`, { id: 'renamed' })}</p>
      </form>
    `;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // The first one was not given by this form.
    if (changed.get('username')) this.renamed = this.username;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('username')) this.input.value = this.username;
  }

  private async submit(submitted: Event): Promise<void> {
    submitted.preventDefault();
    if (this.busy) return;
    this.renamed = '';
    // Of two equal words in a row the second would not be said.
    this.ownProblem = '';
    await this.updateComplete;
    this.ownProblem = usernameProblem(this.input.value);
    if (this.ownProblem !== '') this.input.focus();
    else this.dispatchEvent(event('sala-rename', this.input.value));
  }
}

function hintWords(rooms: number): string {
  return plural(rooms, 'renameHint', {
    one: 'You leave your room and join it under the new name. Others see that. What you wrote stays under the old one.',
    other: 'You leave your rooms and join them under the new name. Others see that. What you wrote stays under the old one.',
  });
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-name-form': NameForm;
  }
}
