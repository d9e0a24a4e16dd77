import createFetchClient, { type Middleware } from 'openapi-fetch';
import createQueryClient from 'openapi-react-query';
import type { paths } from '../../generated/contract.d.ts';
import type { Session } from '../session/session.ts';
import { languageNow } from '../words/language.ts';

const fetchClient = createFetchClient<paths>({ baseUrl: '/' });

/** The public HTTP API, typed by its contract: `api.useQuery('get', '/v1/orders')`. */
export const api = createQueryClient(fetchClient);

/** The same for what is no query: `(await call.GET('/v1/orders')).data`. */
export const call = fetchClient;

/** Every request bears the caller's own token and language; one that has expired is renewed, and the request made again. */
export function authorize(session: Session): void {
  const middleware: Middleware = {
    onRequest: ({ request }) => signed(request, session),
    async onResponse({ request, response }) {
      // the body of another request is read by now: who made it makes it again
      if (request.method !== 'GET' || response.status !== 401 || !(await session.renew())) return response;
      return fetch(signed(new Request(request), session));
    },
  };
  fetchClient.use(middleware);
}

function signed(request: Request, session: Session): Request {
  const token = session.accessToken();
  if (token) request.headers.set('Authorization', `Bearer ${token}`);
  request.headers.set('Accept-Language', languageNow());
  return request;
}

/** A request to an address that the server named itself, such as an action's or a file's. */
export async function send(session: Session, path: string, init: RequestInit = {}): Promise<Response> {
  const make = () => fetch(signed(new Request(path, init), session));
  const first = await make();
  const response = first.status === 401 && (await session.renew()) ? await make() : first;
  if (!response.ok) throw await response.json();
  return response;
}
