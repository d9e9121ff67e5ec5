import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { base, buttons, fields } from '../styles/shared.ts';
import { event } from './events.ts';
import { roomProblem, usernameProblem } from './name-problem.ts';
import { problemLine, type Problem } from './problem.ts';
import { suggestRoomName } from './room-name.ts';

export type JoinField = 'username' | 'room' | 'server';

export interface JoinDetail {
  readonly username: string;
  readonly room: string;
  /** As typed; undefined where the form does not ask for it. */
  readonly server: string | undefined;
}

/** What went wrong, and beside which field it is said; beside none, it stands above the button. */
export interface JoinProblem extends Problem {
  readonly field?: JoinField;
}

/**
 * Asks for what it takes to enter a room.
 *
 * @fires sala-join - `JoinDetail`, once what was typed could be right
 */
@customElement('sala-join-form')
@localized()
export class JoinForm extends LitElement {
  static override styles = [base, buttons, fields, css`
    :host {
      display: block;
    }
    .primary {
      inline-size: 100%;
    }
    .ways {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2) var(--space-4);
    }
    .field .ways {
      margin-block-start: var(--space-1);
    }
    .primary + .ways {
      justify-content: center;
      margin-block-start: var(--space-4);
    }
    .ways button {
      font-size: var(--text-small);
      font-weight: 400;
    }
    .problem.above {
      margin-block: 0 var(--space-3);
    }
  `];

  @property() username = '';
  @property() room = '';
  @property() server = '';
  @property({ type: Boolean, attribute: 'asks-name' }) asksName = false;
  @property({ type: Boolean, attribute: 'asks-server' }) asksServer = false;
  /** Asks for a name alone, and offers to ask for another room. */
  @property({ type: Boolean }) invited = false;
  /** Joining: pressing again does nothing. */
  @property({ type: Boolean }) busy = false;
  @property({ attribute: false }) problem: JoinProblem | undefined;
  @state() private ownProblems: Partial<Record<JoinField, string>> = {};
  @state() private wantsOther = false;
  /** What was typed stays, whatever the properties become meanwhile. */
  readonly #typed = new Map<JoinField, string>();

  /** Asks for a room anew: nothing of what was typed before is left, and nothing of what was wrong with it. */
  reset(): void {
    this.room = '';
    this.problem = undefined;
    this.ownProblems = {};
    this.#typed.clear();
  }

  /** Puts the cursor into the first field that is still empty, else into the first one. */
  override focus(): void {
    if (!this.hasUpdated) {
      void this.updateComplete.then(() => this.focus());
      return;
    }
    const inputs = [...this.renderRoot.querySelectorAll('input')];
    (inputs.find(({ value }) => value === '') ?? inputs[0])?.focus();
  }

  override render(): TemplateResult {
    return html`
      <form novalidate @submit=${this.submit} aria-busy=${this.busy}>
        ${this.asksName
          ? this.field('username', msg('Your name', { id: 'yourName' }), this.username, 'nickname')
          : nothing}
        ${this.asksRoom ? this.field('room', msg('Room', { id: 'room' }), this.room, 'off') : nothing}
        ${this.asksServer ? this.field('server', msg('Server address', { id: 'serverAddress' }), this.server, 'url') : nothing}
        ${this.problem && !this.isBeside(this.problem)
          ? html`<p class="problem above" role="alert">${this.problem.text}</p>`
          : nothing}
        <button class="primary" aria-disabled=${this.busy}>${msg('Join', { id: 'join' })}</button>
        ${this.asksRoom
          ? nothing
          : html`<p class="ways"><button type="button" class="plain" @click=${this.askForOther}>${msg('Another room', { id: 'otherRoom' })}</button></p>`}
      </form>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('problem') && this.problem?.field) this.inputOf(this.problem.field)?.focus();
  }

  private get asksRoom(): boolean {
    return !this.invited || this.wantsOther || roomProblem(this.room) !== '';
  }

  private isBeside({ field }: JoinProblem): boolean {
    return field !== undefined && (field !== 'room' || this.asksRoom);
  }

  /** Another room than the one that one was invited to. */
  private async askForOther(): Promise<void> {
    this.wantsOther = true;
    this.type('room', '');
    await this.updateComplete;
    this.inputOf('room')?.focus();
  }

  private async suggest(): Promise<void> {
    try {
      this.type('room', await suggestRoomName());
    } catch {
      this.dispatchEvent(event('sala-opened', false));
    }
    this.inputOf('room')?.focus();
  }

  private inputOf(name: string): HTMLInputElement | null {
    return this.renderRoot.querySelector(`#${name}`);
  }

  private field(
    name: JoinField, label: string, value: string, autocomplete: 'nickname' | 'off' | 'url',
  ): TemplateResult {
    const own = this.ownProblems[name];
    const problem = own === undefined ? (this.problem?.field === name ? this.problem : undefined) : { text: own };
    const isWrong = problem !== undefined && problem.text !== '';
    return html`
      <div class="field">
        <label for=${name}>${label}</label>
        <input id=${name} name=${name} .value=${this.#typed.get(name) ?? value} autocomplete=${autocomplete} spellcheck="false" autocorrect="off"
          autocapitalize=${name === 'username' ? 'words' : 'none'} enterkeyhint="go"
          aria-invalid=${isWrong ? 'true' : 'false'} aria-describedby=${isWrong ? `${name}-problem` : nothing}
          @input=${({ target }: InputEvent) => this.type(name, (target as HTMLInputElement).value)}>
        ${isWrong ? problemLine(problem, `${name}-problem`) : nothing}
        ${name === 'room' && (this.room === '' || this.wantsOther)
          ? html`<p class="ways"><button type="button" class="plain" @click=${this.suggest}>${msg('Suggest a room name', { id: 'suggestName' })}</button></p>`
          : nothing}
      </div>
    `;
  }

  private type(name: JoinField, value: string): void {
    this.#typed.set(name, value);
    this.ownProblems = { ...this.ownProblems, [name]: '' };
  }

  private async submit(submitted: Event): Promise<void> {
    submitted.preventDefault();
    if (this.busy) return;
    const text = (name: JoinField) => this.inputOf(name)?.value;
    const detail: JoinDetail = {
      username: text('username') ?? this.username,
      room: text('room') ?? this.room,
      server: text('server'),
    };
    this.username = detail.username;
    this.room = detail.room;
    this.server = detail.server ?? this.server;
    this.ownProblems = {
      username: this.asksName ? usernameProblem(detail.username) : '',
      room: roomProblem(detail.room),
    };
    const first = Object.entries(this.ownProblems).find(([, problem]) => problem !== '');
    if (first) {
      await this.updateComplete;
      this.inputOf(first[0])?.focus();
      return;
    }
    this.ownProblems = {};
    this.dispatchEvent(event('sala-join', detail));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sala-join-form': JoinForm;
  }
}
