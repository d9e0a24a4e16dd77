// Shows the document of this address; everything comes from here, nothing from elsewhere.
const asked = (path) => fetch(path).then((answer) => (answer.ok ? answer.json() : undefined));
const [spec, signIn] = await Promise.all([asked('/openapi.json'), asked('/docs/sign-in.json')]);

// Where people can sign in is known to this address, not to the document.
if (spec && signIn) {
  const { authorizationUrl, tokenUrl } = signIn;
  const flows = { authorizationCode: { authorizationUrl, tokenUrl, scopes: { openid: '' } } };
  spec.components.securitySchemes.signIn = { type: 'oauth2', description: '登录 · Sign in', flows };
  for (const operation of Object.values(spec.paths).flatMap(Object.values))
    operation.security?.push({ signIn: ['openid'] });
}

const page = globalThis.SwaggerUIBundle({
  ...(spec ? { spec } : { url: '/openapi.json' }), // which says what is wrong
  dom_id: '#page',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
  oauth2RedirectUrl: new URL('/docs/oauth2-redirect.html', location.href).href,
});
if (spec && signIn)
  page.initOAuth({ clientId: signIn.clientId, scopes: 'openid', usePkceWithAuthorizationCodeGrant: true });
