import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createProxyMiddleware, responseInterceptor } from 'http-proxy-middleware';

interface Guarded {
  /** where people open the Temporal UI, on loopback */
  readonly port: number;
  /** the address of the UI itself */
  readonly target: string;
}

const settingsPath = '/api/v1/settings';

/**
 * The Temporal UI without its write actions. The development server has no login and no setting for this, and with those
 * actions whoever opens the page could cancel an order or send it a decision. Reads pass, so do queries (a POST that
 * changes nothing); everything else is answered 405, and the page is told to hide its buttons.
 */
export async function openReadOnlyUi({ port, target }: Guarded): Promise<{ close: () => Promise<void> }> {
  const proxy = createProxyMiddleware({ target, logger: silent, on: { error: unreachable } });
  const hideWriteActions = responseInterceptor<IncomingMessage, ServerResponse>((body) =>
    Promise.resolve(readOnly(body)),
  );
  const settings = createProxyMiddleware<IncomingMessage, ServerResponse>({
    ...{ target, logger: silent, selfHandleResponse: true },
    on: { error: unreachable, proxyRes: (...answer) => void hideWriteActions(...answer) },
  });
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (!changesNothing(request.method, path)) refuse(response);
    else if (path === settingsPath) void settings(request, response);
    else void proxy(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { close };
}

const query = /^\/api\/v1\/namespaces\/[^/]+\/workflows\/.+\/query\//;

const changesNothing = (method: string | undefined, path: string): boolean =>
  method === 'GET' || method === 'HEAD' || (method === 'POST' && query.test(path));

function readOnly(body: Buffer): string {
  return JSON.stringify({ ...(JSON.parse(body.toString()) as object), DisableWriteActions: true });
}

function refuse(response: ServerResponse): void {
  const message = 'The Temporal UI of Doudi only reads. Decisions are made through the HTTP API.';
  response.writeHead(405, { 'Content-Type': 'application/json' }).end(JSON.stringify({ message }));
}

function unreachable(_error: Error, _request: IncomingMessage, response: unknown): void {
  const answer = response as ServerResponse;
  if (!('headersSent' in answer) || answer.headersSent) return void answer.destroy();
  answer.writeHead(503, { 'Content-Type': 'text/plain' }).end('The Temporal UI is not running.\n');
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
