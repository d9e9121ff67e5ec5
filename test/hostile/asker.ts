import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

export const HOST = '127.0.0.1';

export interface Answered {
  /** Of HTTP, or `cut` where the connection ended before the answer did. */
  readonly status: string;
  readonly body: string;
}

/** Asks one thing after the other, over one connection for as long as the server keeps it. */
export class Asker {
  readonly #port: number;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(port: number) {
    this.#port = port;
  }

  /** @param json the body of a POST; without it a GET is asked */
  ask(path: string, json?: object): Promise<Answered> {
    const body = json && JSON.stringify(json);
    const how = body === undefined
      ? { method: 'GET' }
      : { method: 'POST', headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) } };
    return new Promise((resolve) => {
      const cut = (error: unknown) => resolve({ status: 'cut', body: String(error) });
      const asked = request({ port: this.#port, host: HOST, path, agent: this.#agent, ...how }, (response) => {
        text(response).then((all) => resolve({ status: String(response.statusCode), body: all }), cut);
      });
      asked.once('error', cut);
      asked.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
