// What an installed Sala is to its system. Words in other languages stand beside the English ones, as the W3C's
// `*_localized` members: browsers that do not know them pass over them.
import { APP_ICONS, BRAND_COLOR, SHORTCUT_ICON } from './icons.mjs';

/** @param {import('./icons.mjs').Icon} icon */
function resource({ path, size, purpose }) {
  return { src: path, sizes: `${size}x${size}`, type: 'image/png', purpose };
}

/** @param {string} name @param {string} sizes @param {'narrow' | 'wide'} formFactor @param {string} label */
function screenshot(name, sizes, formFactor, label) {
  return { src: `screenshots/${name}.webp`, sizes, type: 'image/webp', form_factor: formFactor, label };
}

const shortcutIcons = [resource(SHORTCUT_ICON)];

/** Every address is relative to the manifest's own, so that Sala may live below any path. */
export const manifest = {
  // Of its host alone, whatever the path below: two Salas of one host would be one app to a browser.
  id: './',
  start_url: './',
  scope: './',
  lang: 'en',
  dir: /** @type {const} */ ('ltr'),
  name: 'Sala',
  short_name: 'Sala',
  description: 'Chat rooms that open on any phone. No account, no app store.',
  description_localized: { 'pt-BR': 'Salas de conversa que abrem em qualquer celular. Sem conta, sem loja de aplicativos.' },
  categories: ['social', 'communication'],
  display: /** @type {const} */ ('standalone'),
  display_override: /** @type {('standalone' | 'minimal-ui')[]} */ (['standalone', 'minimal-ui']),
  background_color: '#faf7f2',
  // A manifest has one; those for light and dark are in index.html.
  theme_color: BRAND_COLOR,
  icons: [
    { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
    ...APP_ICONS.map(resource),
  ],
  // What these addresses do is in src/pages/arrival.ts. They ask in the fragment, of which no server hears.
  shortcuts: [
    { name: 'Join a room', name_localized: { 'pt-BR': 'Entrar em uma sala' }, url: './#?join', icons: shortcutIcons },
    { name: 'Try the demo', name_localized: { 'pt-BR': 'Experimentar a demonstração' }, url: './#?demo', icons: shortcutIcons },
  ],
  // Made by `npm run screenshots`, since a build has no browser. The worker does not keep them.
  screenshots: [
    screenshot('wide', '1280x800', 'wide', 'Rooms, a talk and the people in it, on a desktop'),
    screenshot('narrow', '824x1784', 'narrow', 'A talk on a phone'),
    screenshot('narrow-dark', '824x1784', 'narrow', 'The same talk in dark colours'),
  ],
  // By POST: the worker takes it. Where there is none, what is shared stands in no line of a server's log.
  share_target: {
    action: './share', method: /** @type {const} */ ('POST'), enctype: 'multipart/form-data',
    params: { title: 'share-title', text: 'share-text', url: 'share-url' },
  },
  // An invitation, as in web+sala:kitchen.
  protocol_handlers: [{ protocol: 'web+sala', url: './#?invitation=%s' }],
  launch_handler: { client_mode: /** @type {const} */ ('navigate-existing') },
  handle_links: /** @type {const} */ ('preferred'),
};
