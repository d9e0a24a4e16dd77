import type Provider from 'oidc-provider';
import { originsOf } from './clients.ts';

type Middleware = Parameters<Provider['use']>[0];

/** Nothing inline, nothing from elsewhere, in nobody's frame; forms lead back here and, when signed in, to the gateway. */
const headers = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  // as the page that opens this one has it, or the two could not speak when it is done
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** Answers under its own names only, so that no page of another site can have its own name lead here; and strictly. */
export function guard(gateway: string, port: number): Middleware {
  const hosts = [...originsOf(gateway).map((origin) => new URL(origin).host), `127.0.0.1:${port}`];
  return async (ctx, next) => {
    ctx.set(headers);
    if (hosts.includes(ctx.get('host'))) return void (await next());
    [ctx.status, ctx.body] = [421, 'This is not the address of the demo issuer.\n'];
  };
}
