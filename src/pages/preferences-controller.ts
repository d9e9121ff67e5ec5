import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { preferences } from './preferences.ts';

/** Has its host drawn anew whenever something was chosen, here or in another window. */
export class PreferencesController implements ReactiveController {
  readonly #changed: () => void;
  #end: (() => void) | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#changed = () => host.requestUpdate();
  }

  hostConnected(): void {
    this.#end = preferences.subscribe(this.#changed);
  }

  hostDisconnected(): void {
    this.#end?.();
  }
}
