// Shows the document of this address; everything comes from here, nothing from elsewhere.
const asked = (path) => fetch(path).then((answer) => (answer.ok ? answer.json() : undefined));
const [spec, signIn] = await Promise.all([asked('/openapi.json'), asked('/docs/sign-in.json')]);

const keyHeader = 'Idempotency-Key';
const key = spec?.components.parameters.IdempotencyKey;
if (key) {
  key.required = false; // the page sends one where none is given
  key.description = `留空则每次自动填入新值；填入原值即为重发。 · Left empty, each request gets a new one; fill in an earlier one to repeat its request.\n\n${key.description}`;
}

/** A random UUID. `crypto.randomUUID` is missing where the page is not served from this machine or over TLS. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}

const takesKey = (url, method) => {
  const { pathname } = new URL(url, location.href);
  const isLike = (path) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(pathname);
  const path = Object.keys(spec?.paths ?? {}).find(isLike);
  return spec?.paths[path]?.[method?.toLowerCase()]?.['x-writes'] === true;
};

function withKey(request) {
  if (takesKey(request.url, request.method)) request.headers[keyHeader] ||= newKey();
  return request;
}

// Where people can sign in is known to this address, not to the document. It comes first in the dialog.
if (spec && signIn) {
  const { authorizationUrl, tokenUrl } = signIn;
  const flows = { authorizationCode: { authorizationUrl, tokenUrl, scopes: { openid: '' } } };
  const { securitySchemes } = spec.components;
  spec.components.securitySchemes = {
    signIn: { type: 'oauth2', description: '登录 · Sign in', flows },
    ...securitySchemes,
  };
  for (const operation of Object.values(spec.paths).flatMap(Object.values))
    operation.security?.unshift({ signIn: ['openid'] });
}

const page = globalThis.SwaggerUIBundle({
  ...(spec ? { spec } : { url: '/openapi.json' }), // which says what is wrong
  dom_id: '#page',
  deepLinking: true,
  // with more than some 120 URLs open at once the page stops drawing after the first tags
  docExpansion: 'none',
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
  requestInterceptor: withKey,
  oauth2RedirectUrl: new URL('/docs/oauth2-redirect.html', location.href).href,
});
if (spec && signIn)
  page.initOAuth({ clientId: signIn.clientId, scopes: 'openid', usePkceWithAuthorizationCodeGrant: true });
