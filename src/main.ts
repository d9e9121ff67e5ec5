import { showAsChosen } from './pages/appearance.ts';
import './pages/app.ts';
import { keepInVisiblePart } from './pages/visible-part.ts';
import { keepDemoCode } from './pwa/demo-code.ts';
import { registerWorker, workerPlace } from './pwa/registration.ts';

// The first thing that is shown is in the right language and colours already.
await showAsChosen();
keepInVisiblePart(visualViewport);
document.body.prepend(document.createElement('sala-app'));
void registerWorker(workerPlace(new URL('./', location.href.split(/[?#]/)[0]).href));
void keepDemoCode();
