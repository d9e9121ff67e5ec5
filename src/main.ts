import { useLocale } from './locales/locale.ts';
import './pages/app.ts';

// The first thing that is shown is in the right language already.
await useLocale(navigator.languages);
document.body.prepend(document.createElement('sala-app'));
