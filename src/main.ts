import { showAsChosen } from './pages/appearance.ts';
import './pages/app.ts';
import { keepInVisiblePart } from './pages/visible-part.ts';
import { keepDemoCode } from './pwa/demo-code.ts';
import { idle } from './pwa/idle.ts';
import { registerWorker, workerPlace } from './pwa/registration.ts';

/** Not at the top of the module: chunks that it loads, such as a language, import what it is bundled with, and would wait for it. */
async function start(): Promise<void> {
  // What the app shows is in the right language and colours from the first.
  await showAsChosen();
  keepInVisiblePart(visualViewport);
  document.body.prepend(document.createElement('sala-app'));
  // What the worker fetches to keep it is not to keep the first screen waiting.
  await idle();
  void registerWorker(workerPlace(new URL('./', location.href.split(/[?#]/)[0]).href));
  void keepDemoCode();
}

void start();
