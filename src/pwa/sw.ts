// The one worker of the app's scope. The order of the imports is the order of the listeners: the app's own files and
// pages first, then what keeps MSW a guest, then MSW for the demo, then what MSW left unanswered.
import './worker/shell.ts';
import './worker/share.ts';
import './worker/notices.ts';
import './worker/guard.ts';
import 'msw/mockServiceWorker.js';
import './worker/last.ts';
