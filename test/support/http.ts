/** What any server of the protocol may answer. Which field is there depends on the endpoint: the rules check that. */
export interface Body {
  readonly status?: string;
  readonly code?: string;
  readonly message?: string;
  readonly id?: string;
  readonly room?: string;
  readonly username?: string;
  readonly epoch?: string;
  readonly timestamp?: number;
  readonly messages?: readonly WireMessage[];
  readonly gap?: boolean;
  readonly more?: boolean;
  readonly rooms?: readonly string[];
  readonly details?: readonly { room: string; epoch: string; members: number; last_timestamp: number }[];
  readonly server?: string;
  readonly people?: readonly string[];
}

export interface WireMessage {
  readonly type: string;
  readonly message: string;
  readonly timestamp: number;
  readonly username?: string;
  readonly id?: string;
  readonly event?: string;
  readonly user?: string;
}

export interface Answer {
  readonly httpStatus: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Body;
}

/** A request, and its answer whatever its status. What is not JSON has an empty body here. */
export async function call(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  return { httpStatus: response.status, headers: response.headers, text, body: parse(text) };
}

export function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  return call(url, {
    method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body),
  });
}

/** A query of the parameters that are given. */
export function queryOf(parameters: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}

function parse(text: string): Body {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return {};
  }
}
