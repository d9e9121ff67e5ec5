const ENDPOINTS = '/server/endpoints.ts';
const APP = '/server/development.ts';

/**
 * Serves the API in Vite's own process. The server's modules go through Vite, so that an edit is live at the next
 * request; the rooms begin anew then.
 *
 * @returns {import('vite').Plugin}
 */
export function apiInDevelopment() {
  return {
    name: 'sala-api-in-development',
    apply: 'serve',
    configureServer(vite) {
      vite.middlewares.use((request, response, next) => {
        serve(vite, request, response).then((served) => served || next(), next);
      });
    },
  };
}

/**
 * @param {import('vite').ViteDevServer} vite
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @returns {Promise<boolean>} whether it is a request of the API
 */
async function serve(vite, request, response) {
  const { PATHS } = await vite.ssrLoadModule(ENDPOINTS);
  const path = request.url?.split('?')[0];
  if (path !== '/openapi.json' && !PATHS.includes(path)) return false;
  const { handler } = await vite.ssrLoadModule(APP);
  handler(request, response);
  return true;
}
