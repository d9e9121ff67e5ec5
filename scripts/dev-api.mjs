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
      vite.middlewares.use(async (request, response, next) => {
        try {
          const { PATHS } = await vite.ssrLoadModule(ENDPOINTS);
          const path = request.url?.split('?')[0];
          if (![...PATHS, '/openapi.json'].includes(path)) return next();
          const { handler } = await vite.ssrLoadModule(APP);
          handler(request, response);
        } catch (error) {
          next(error);
        }
      });
    },
  };
}
