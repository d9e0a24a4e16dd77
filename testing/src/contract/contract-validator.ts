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
    const response = responseOf(answer);
    const refusal = await refusalOf({ layers: layersOf(known), request, response, sent });
    const path = (request as Judged).openapi?.openApiRoute;
    if (path === undefined) return [];
    const breaches = [
      ...(refusal && answer.status < 400
        ? [`the document refuses it (${refusal}), the service did not`]
        : []),
      ...headBreaches(document, { path, verb: request.method.toLowerCase() }, answer),
      ...bodyBreaches(request, response, answer),
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

/** The validator of each path, made when it is first asked for: to make one takes a part of a second. */
function layersByPath(document: Document) {
  const made = new Map<string, readonly Layer[]>();
  return (path: string) => {
    const layers = made.get(path) ?? layersOf(partOfDocument(document, path));
    made.set(path, layers);
    return layers;
  };
}

const layersOf = (document: Document) =>
  middleware({
    ...{ apiSpec: document as never, fileUploader: false },
    validateRequests: { coerceTypes: false },
    validateResponses: { onError: noteBreach },
  }) as Layer[];

function noteBreach({ message }: Error, _body: unknown, request: Judged): void {
  request.breach = message;
}

/** An answer as the validator takes it: it reads the body that is given to `json`. */
const responseOf = ({ status, headers }: GivenAnswer) => ({
  ...{ statusCode: status, headersSent: false },
  getHeaders: () => headers,
  json: (body: unknown) => body,
});
type JudgedResponse = ReturnType<typeof responseOf>;

/** What a layer says against a request; undefined when nothing. */
const faultAt = (layer: Layer, request: Request, response: JudgedResponse): Promise<string | undefined> =>
  new Promise((resolve) => {
    void layer(request, response as unknown as Response, (error?: unknown) =>
      resolve(error instanceof Error ? error.message : undefined),
    );
  });

interface Judging {
  readonly layers: readonly Layer[];
  readonly request: Request;
  readonly response: JudgedResponse;
  readonly sent: Buffer;
}

/** Why the document refuses a request, if it does. The layers that follow a refusal are run, too: the last one waits for the answer's body. */
async function refusalOf({ layers, request, response, sent }: Judging): Promise<string | undefined> {
  const { value, fault } = readAs(request.headers['content-type'], sent);
  request.body = value;
  const refused: (string | undefined)[] = [];
  for (const layer of layers) refused.push(await faultAt(layer, request, response));
  return fault ?? refused.find((one) => one !== undefined);
}

/** What the document does not say of a body. Of 5xx the validator reads none; they are all problems. */
function bodyBreaches(
  request: Judged,
  response: JudgedResponse,
  { status, headers, bytes }: GivenAnswer,
): string[] {
  if (status >= 500 || (bytes.length > 0 && !isJson(headers['content-type']))) return [];
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
