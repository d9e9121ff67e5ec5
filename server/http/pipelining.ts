import type { RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** How many bytes a connection had brought when its last request was let in. */
const BYTES_READ = Symbol('bytes read');
const HAS_NEXT = Symbol('has a request that waits behind the last one');

export interface Connection extends Socket {
  /** Node's own, and undocumented: the response that has the connection. A reference of ours would keep it in memory when it is over. */
  readonly _httpMessage?: ServerResponse | null;
  [BYTES_READ]?: number;
  [HAS_NEXT]?: boolean;
}

/**
 * Lets one request at a time of each connection in. One that comes before the former is answered ends the connection, and
 * nothing is computed for it: else a few bytes of requests would make the server compute and keep any number of answers.
 */
export function limitPipelining(handler: RequestListener): RequestListener {
  const start: RequestListener = (request, response) => {
    const connection: Connection = request.socket;
    connection[BYTES_READ] = connection.bytesRead;
    handler(request, response);
  };
  return (request, response) => {
    const connection: Connection = request.socket;
    if (response.socket) start(request, response);
    else if (connection[HAS_NEXT] || !mayBeRead(connection)) connection.destroy();
    else {
      connection[HAS_NEXT] = true;
      response.once('socket', () => {
        connection[HAS_NEXT] = false;
        if (!connection.destroyed) start(request, response);
      });
    }
  };
}

/**
 * Whether the client may have read the last answer, although Node still counts it as being sent: over TLS it does so until
 * the next turn of the event loop. A request that came together with the former one was sent without reading.
 */
function mayBeRead(connection: Connection): boolean {
  return connection._httpMessage?.headersSent === true && connection.bytesRead !== connection[BYTES_READ];
}

/** Whether a part of an answer is on its way, so that another would be mixed up with it. */
export function isAnswering({ _httpMessage: response }: Connection): boolean {
  return response?.headersSent === true;
}

/** Whether the client waits for an answer of which nothing has been sent. */
export function isPending({ _httpMessage: response }: Connection): boolean {
  return response?.headersSent === false;
}
