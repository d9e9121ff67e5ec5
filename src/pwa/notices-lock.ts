/**
 * Held while notices are shown or looked for, in all windows. Chromium forgets a notice that is just being shown while
 * somebody asks which ones there are: a press on it would then lead nowhere.
 */
export const NOTICES_LOCK = 'sala notices';
