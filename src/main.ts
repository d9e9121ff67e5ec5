import './pages/app.ts';
import { showAsChosen } from './pages/appearance.ts';
import { registerWorker, workerPlace } from './pwa/registration.ts';

// The first thing that is shown is in the right language and colours already.
await showAsChosen();
document.body.prepend(document.createElement('sala-app'));
void registerWorker(workerPlace(new URL('./', location.href.split(/[?#]/)[0]).href));
