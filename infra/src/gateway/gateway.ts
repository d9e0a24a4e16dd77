import type { IncomingMessage, ServerResponse } from 'node:http';
import { createProxyMiddleware } from 'http-proxy-middleware';
import type { Logger } from '../service/logger.ts';
import { docsPages, isOfDocs, type SignIn } from '../openapi/docs-pages.ts';
import { documentFetcher } from '../openapi/fetch-document.ts';
import { languageOf, wordsOf } from '../words.ts';
import { shellProblem, unavailable, type Problem } from '../http/problems/problem.ts';
import { verbProblem } from '../http/routing/no-such-url.ts';
import { requestIdOf } from '../http/server/request-log.ts';
import type { IsTrusted } from '../http/limits/address.ts';
import type { ConnectionCap } from '../http/limits/cap-connections.ts';
import { openServer, type ServerLimits } from '../http/server/server.ts';
import { problemHeaders, problemText } from '../http/problems/answer-problem.ts';
import { openRotation, type Rotation } from './rotation.ts';
import { isOfSite, openSite, type Site } from './site.ts';

export interface GatewayParts {
  readonly host: string;
  readonly port: number;
  /** path prefix → base URLs of the instances that serve it */
  readonly routes: Readonly<Record<string, readonly string[]>>;
  /** the same for what is no part of the document, such as the pages of an issuer */
  readonly pages?: Readonly<Record<string, readonly string[]>>;
  /** takes instances out before they stop; all serve, unless given */
  readonly rotation?: Rotation;
  /** where people of the page `/docs` sign in, if the issuer is known */
  readonly signIn?: SignIn;
  /** the pages that people open; none, unless given */
  readonly site?: Site;
  readonly logger: Logger;
  /** the proxies whose X-Forwarded-For is passed on; from everybody else it is left out. None, unless given */
  readonly isTrusted?: IsTrusted;
  /** connections one address may have open; as many as it likes, unless given */
  readonly perAddress?: ConnectionCap;
  /** other limits than the usual; tests use it */
  readonly limits?: Partial<ServerLimits>;
}

/** Real milliseconds a service may be silent before the caller is answered 502 `outcome-unknown`. */
const silenceMs = 30_000;

/** One address for all services: passes each request on by its path's prefix, and streams both ways. */
export function startGateway({ routes, pages = {}, signIn, logger, ...parts }: GatewayParts) {
  const { rotation = openRotation(), isTrusted = () => false, site, ...opening } = parts;
  const answerSite = site && openSite(site);
  const proxy = streamingProxy(logger);
  const services = Object.entries({ ...routes, ...pages }).map(([prefix, instances]) => ({
    prefix,
    takeInstance: rotation.inTurn(instances),
  }));
  const answerDocs = docsOf({ routes, signIn }, logger);
  return openServer((request, response) => {
    request.headers['x-request-id'] = requestIdOf(request);
    if (!isTrusted(request.socket.remoteAddress ?? '')) delete request.headers['x-forwarded-for'];
    const path = (request.url ?? '').split('?')[0] ?? '';
    const service = services.find(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`));
    if (service) proxy(request, response, service.takeInstance(response));
    else if (answerSite && isRead(request) && !isOfDocs(path) && isOfSite(request, path))
      answerSite(request, response, (error) =>
        answerProblem(request, response, error ? noPages(error) : noSuchUrl(path)),
      );
    else if (path !== '/' && !isOfDocs(path)) answerProblem(request, response, noSuchUrl(path));
    else if (!isRead(request)) refuseVerb(request, response, path);
    else if (path !== '/') answerDocs(request, response, path);
    else answer(response, 200, { prefixes: Object.keys(routes) });
  }, opening);
}

const isRead = ({ method }: IncomingMessage) => method === 'GET' || method === 'HEAD';

function refuseVerb(request: IncomingMessage, response: ServerResponse, path: string): void {
  const allow = 'GET, HEAD';
  response.setHeader('Allow', allow);
  answerProblem(request, response, verbProblem(request.method ?? '', path, allow));
}

/** `/openapi.json`, merged from the services, and its page. */
function docsOf(
  { routes, signIn }: Pick<GatewayParts, 'routes'> & { signIn: SignIn | undefined },
  logger: Logger,
) {
  const pages = docsPages(documentFetcher(servicesOf(routes)), signIn);
  return (request: IncomingMessage, response: ServerResponse, path: string) =>
    pages(request, response, (error) => {
      if (error) logger.warn({ err: error, path }, 'the document cannot be had');
      if (response.headersSent) return void response.destroy();
      answerProblem(request, response, error ? noDocument(error) : noSuchUrl(path));
    });
}

/** The instances of each service, however many prefixes it has. */
const servicesOf = (routes: GatewayParts['routes']) => [
  ...new Map(Object.values(routes).map((instances) => [instances.join(), instances])).values(),
];

/** Passes a request on to an instance; one that was killed in the middle of it is answered 502, one that is not there 503. */
function streamingProxy(logger: Logger) {
  const targets = new WeakMap<IncomingMessage, string>();
  const pass = createProxyMiddleware({
    target: 'http://127.0.0.1',
    router: (request) => targets.get(request),
    proxyTimeout: silenceMs,
    // adds the address of the connection to X-Forwarded-For, by which the services count requests
    xfwd: true,
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    on: {
      // a caller who has gone away holds no connection to the service
      proxyReq: (going, _request, response) => {
        const letGo = () => void (response.writableFinished || going.destroy());
        if (response.destroyed) letGo();
        else response.once('close', letGo);
      },
      proxyRes: (coming, _request, response) => {
        // what becomes of the connection to the service is not the caller's business (RFC 9110, section 7.6.1)
        delete coming.headers.connection;
        delete coming.headers['keep-alive'];
        // an answer its service cut short must not look whole, nor leave the caller waiting
        coming.on('close', () => coming.complete || response.destroy());
      },
      error: (error: NodeJS.ErrnoException, request, response) => {
        logger.warn({ err: error, path: request.url?.split('?')[0] }, 'a service did not answer');
        if (!('headersSent' in response) || response.headersSent) return void response.destroy();
        const nobody = error.code === 'ECONNREFUSED';
        answerProblem(request, response, nobody ? down(error) : cutShort(error));
      },
    },
  });
  return (request: IncomingMessage, response: ServerResponse, instance: string | undefined) => {
    if (instance === undefined) return answerProblem(request, response, down());
    targets.set(request, instance);
    void pass(request, response);
  };
}

const noSuchUrl = (path: string) => shellProblem('no-such-url', { detail: wordsOf(path) });

const noDocument = (cause: unknown) =>
  unavailable({ zh: '有服务暂未给出文档', en: 'Not every service serves its document now' }, cause);

const noPages = (cause: unknown) =>
  unavailable({ zh: '页面暂时打不开', en: 'The pages cannot be served now' }, cause);

const down = (cause?: unknown) =>
  unavailable({ zh: '该地址后的服务未在运行', en: 'The service behind this address is not running' }, cause);

const cutShort = (cause: unknown) => shellProblem('outcome-unknown', {}, { cause, retryAfterSeconds: 2 });

function answerProblem(request: IncomingMessage, response: ServerResponse, thrown: Problem) {
  const language = languageOf(request.headers['accept-language']);
  const requestId = String(request.headers['x-request-id']);
  response.setHeader('X-Request-Id', requestId);
  for (const [name, value] of Object.entries(problemHeaders(thrown, language)))
    response.setHeader(name, value);
  const body = problemText(thrown.problem, language, requestId);
  answer(response, thrown.problem.status, body, 'application/problem+json');
}

function answer(
  response: ServerResponse<IncomingMessage>,
  status: number,
  body: unknown,
  type = 'application/json',
) {
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(JSON.stringify(body));
}
