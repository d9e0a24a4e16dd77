import { middleware } from 'express-openapi-validator';
import type { NextFunction, Request, Response } from 'express';
import type { Document } from '@doudi/infra/openapi';
import { partOfDocument, pathIn } from './part-of-document.ts';
import { headBreaches, isJson, type GivenAnswer } from './head-breaches.ts';

/** What passed through the proxy: the request, its body as it came, and the answer that was given. */
export interface Exchange {
  readonly request: Request;
  readonly sent: Buffer;
  readonly answer: GivenAnswer;
}

/**
 * Holds exchanges against a document with a validator that knows nothing of this code, and reports every breach: a request that the
 * document refuses but the service did not, an answer that it does not describe. URLs and verbs it does not have are not judged.
 */
export function contractJudge(document: Document) {
  const layersOf = layersByPath(document);
  return async ({ request, sent, answer }: Exchange): Promise<string[]> => {
    const known = pathIn(document, request.path);
    if (request.method === 'HEAD' || known === undefined) return [];
    const { requests, answers } = layersOf(known);
    const refusal = await refusalOf(requests, request, sent);
    const path = (request as Judged).openapi?.openApiRoute;
    if (path === undefined) return [];
    const breaches = [
      ...(refusal && answer.status < 400
        ? [`the document refuses it (${refusal}), the service did not`]
        : []),
      ...headBreaches(document, { path, verb: request.method.toLowerCase() }, answer),
      ...(await bodyBreaches(answers, request, answer)),
    ];
    return breaches.map((breach) => `${request.method} ${path} → ${answer.status}: ${breach}`);
  };
}

/** A request with what the validator, and `noteBreach`, leave on it. */
interface Judged extends Request {
  readonly openapi?: { readonly openApiRoute: string };
  breach?: string;
}
type Layer = (request: Request, response: Response, next: NextFunction) => unknown;

/** The validators of each path, made when it is first asked for. */
function layersByPath(document: Document) {
  const made = new Map<string, { requests: readonly Layer[]; answers: readonly Layer[] }>();
  return (path: string) => {
    const part = made.get(path) ?? layersOf(partOfDocument(document, path));
    made.set(path, part);
    return part;
  };
}

/** One validator for both: to make one takes a part of a second. Its last layer waits for the body of the answer, the others read the request. */
function layersOf(document: Document) {
  const layers = middleware({
    ...{ apiSpec: document as never, fileUploader: false }, // it changes its document, which is a copy
    validateRequests: { coerceTypes: false },
    validateResponses: { onError: noteBreach },
  }) as Layer[];
  return { requests: layers.slice(0, -1), answers: layers.slice(-1) };
}

function noteBreach({ message }: Error, _body: unknown, request: Judged): void {
  request.breach = message;
}

const through = async (layers: readonly Layer[], request: Request, response: object): Promise<void> => {
  for (const layer of layers)
    await new Promise<void>((resolve, reject) => {
      void layer(request, response as Response, (error?: unknown) =>
        error instanceof Error ? reject(error) : resolve(),
      );
    });
};

/** Why the document refuses a request, if it does. */
async function refusalOf(
  layers: readonly Layer[],
  request: Request,
  sent: Buffer,
): Promise<string | undefined> {
  const body = readAs(request.headers['content-type'], sent);
  request.body = body.value;
  const refused = await through(layers, request, {}).then(
    () => undefined,
    ({ message }: Error) => message,
  );
  return body.fault ?? refused;
}

/** What the document does not say of a body. Of 5xx the validator reads none; they are all problems. */
async function bodyBreaches(
  layers: readonly Layer[],
  request: Judged,
  { status, headers, bytes }: GivenAnswer,
): Promise<string[]> {
  if (status >= 500 || (bytes.length > 0 && !isJson(headers['content-type']))) return [];
  const response = {
    statusCode: status,
    headersSent: false,
    getHeaders: () => headers,
    json: (body: unknown) => body,
  };
  await through(layers, request, response);
  const { value, fault } = parsed(bytes);
  response.json(value);
  const breach = fault ?? request.breach;
  return breach === undefined ? [] : [breach];
}

/** A file is no JSON: the document only says that it is one. */
const readAs = (type: string | undefined, sent: Buffer): ReturnType<typeof parsed> =>
  sent.length === 0 || type === undefined || isJson(type) ? parsed(sent) : { value: sent.toString('latin1') };

function parsed(bytes: Buffer): { value?: unknown; fault?: string } {
  if (bytes.length === 0) return {};
  try {
    // a parser may pass over a byte order mark (RFC 8259, section 8.1)
    return { value: JSON.parse(bytes.toString().replace(/^\ufeff/, '')) as unknown };
  } catch {
    return { fault: 'the body is no JSON' };
  }
}
