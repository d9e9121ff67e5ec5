/** What somebody types texts into. */
export const FIELDS = 'textarea, input:not([type]), input[type=text], input[type=search], input[type=url]';
