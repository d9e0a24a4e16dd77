import type Provider from 'oidc-provider';
import { people } from './people.ts';
import { refusalPage, signInPage, styleSheet } from './pages.ts';

type Middleware = Parameters<Provider['use']>[0];
type Context = Parameters<Middleware>[0];

/** `/sign-in/<uid>` lists the sample people, a POST to `/sign-in/<uid>/<name>` signs one in; all else goes on to the issuer. */
export const signIn =
  (provider: Provider): Middleware =>
  async (ctx, next) => {
    const [, place, uid = '', name] = ctx.path.split('/');
    if (ctx.path === '/sign-in.css') [ctx.type, ctx.body] = ['css', styleSheet];
    else if (place !== 'sign-in') await next();
    else if (ctx.method === 'GET' && !name) await showPeople(provider, ctx, uid);
    else if (ctx.method === 'POST' && name) await choose(provider, ctx, { uid, name });
    else ctx.status = 404;
  };

async function showPeople(provider: Provider, ctx: Context, uid: string): Promise<void> {
  if (!(await isUnderWay(provider, ctx, uid))) return;
  ctx.set('Cache-Control', 'no-store');
  [ctx.type, ctx.body] = ['html', signInPage(uid)];
}

async function choose(
  provider: Provider,
  ctx: Context,
  { uid, name }: { uid: string; name: string },
): Promise<void> {
  const person = Object.hasOwn(people, name) ? people[name] : undefined;
  if (!(await isUnderWay(provider, ctx, uid))) return;
  if (!person) return refuse(ctx, 'unknown_person');
  const login = { accountId: person.subject, remember: false };
  ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, { login }));
  ctx.status = 303;
}

/** Refused unless the browser sends the cookie of this sign-in. */
async function isUnderWay(provider: Provider, ctx: Context, uid: string): Promise<boolean> {
  const its = await provider.interactionDetails(ctx.req, ctx.res).catch(() => undefined);
  if (its?.uid === uid) return true;
  refuse(ctx, 'sign_in_is_over');
  return false;
}

function refuse(ctx: Context, why: string): void {
  ctx.status = 400;
  [ctx.type, ctx.body] = ['html', refusalPage(why)];
}
