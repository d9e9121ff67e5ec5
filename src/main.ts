import { useLocale } from './locales/locale.ts';
import './pages/app.ts';
import { keepDemoCode } from './pwa/demo-code.ts';
import { registerWorker, workerPlace } from './pwa/registration.ts';

// The first thing that is shown is in the right language already.
await useLocale(navigator.languages);
document.body.prepend(document.createElement('sala-app'));
void registerWorker(workerPlace(new URL('./', location.href.split(/[?#]/)[0]).href));
void keepDemoCode();
