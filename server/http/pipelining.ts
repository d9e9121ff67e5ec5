import type { RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** What a connection knows of its last request that was let in. */
const LAST_RESPONSE = Symbol('last response');
const BYTES_READ = Symbol('bytes read when it came');
const HAS_NEXT = Symbol('has one that waits behind it');

export interface Connection extends Socket {
  [LAST_RESPONSE]?: ServerResponse;
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
    connection[LAST_RESPONSE] = response;
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
  return connection[LAST_RESPONSE]?.headersSent === true && connection.bytesRead !== connection[BYTES_READ];
}

/** Whether a part of an answer is on its way, so that another would be mixed up with it. */
export function isAnswering(connection: Connection): boolean {
  const response = connection[LAST_RESPONSE];
  return response?.headersSent === true && !response.writableFinished;
}

/** Whether the client waits for an answer of which nothing has been sent. */
export function isPending(connection: Connection): boolean {
  const response = connection[LAST_RESPONSE];
  return response !== undefined && !response.headersSent;
}
