import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import type { Express } from 'express';
import { openServer } from './server.ts';

export interface Asked {
  readonly verb: string;
  /** goes over the wire as it stands */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text?: string;
}
export interface Told {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A client that mends nothing: paths and bodies go as they are. It asks `app` on a port of its own. */
export async function testClient(app: Express) {
  const server = await openServer(app, { host: '127.0.0.1', port: 0 });
  const { hostname: host, port } = new URL(server.url);
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const ask = ({ verb, path, headers = {}, text }: Asked) =>
    new Promise<Told>((resolve, reject) => {
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
  const close = async () => {
    agent.destroy();
    await server.close();
  };
  return { ask, close };
}
export type TestClient = Awaited<ReturnType<typeof testClient>>;
