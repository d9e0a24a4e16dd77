import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import type { Route } from '@doudi/infra/http';

export interface ClientRequest {
  readonly verb: string;
  /** goes over the wire as it stands */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text?: string;
}
export interface ClientResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A client that mends nothing: paths and bodies go as they are. */
export function testClient(url: string) {
  const { hostname: host, port } = new URL(url);
  // a connection each: one that is kept may be closed by the server just as it is used again, when this process stood still for 5 s
  const agent = new Agent({ keepAlive: false, maxSockets: 8 });
  const ask = ({ verb, path, headers = {}, text }: ClientRequest) =>
    new Promise<ClientResponse>((resolve, reject) => {
      const length = text === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(text)) };
      const asking = request({ agent, host, port, method: verb, path, headers: { ...length, ...headers } });
      asking.once('error', reject).once('response', (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part)).once('error', reject);
        response.once('end', () => {
          const { statusCode: status = 0, headers } = response;
          resolve({ status, headers, text: Buffer.concat(parts).toString() });
        });
      });
      asking.end(text);
    });
  return { ask, close: () => agent.destroy() };
}
export type TestClient = ReturnType<typeof testClient>;

/** What a write bears besides its token. */
export const keyed = (
  { verb, upload }: Pick<Route, 'verb' | 'upload'>,
  key: string,
): Record<string, string> =>
  verb === 'get' ? {} : { 'Idempotency-Key': key, 'Content-Type': upload?.types[0] ?? 'application/json' };

/** A route's path with a value in the place of each parameter. */
export const filledPath = (path: string, valueOf: (name: string) => string): string =>
  path.replaceAll(/:(\w+)/g, (_all, name: string) => valueOf(name));
