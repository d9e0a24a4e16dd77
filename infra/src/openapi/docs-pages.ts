import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import express from 'express';
import helmet from 'helmet';
import type { Document } from './document-of.ts';
import { isOfProblems, problemPages } from './problem-pages.ts';

const { resolve } = createRequire(import.meta.url);
const ours = (name: string) => join(import.meta.dirname, '..', '..', 'docs-page', name);

/** Every file of the page, by its URL; nothing else of a folder can be asked for. */
const files: Readonly<Record<string, string>> = {
  '/docs': ours('index.html'),
  '/docs/start.js': ours('start.js'),
  '/docs/page.css': ours('page.css'),
  '/docs/swagger-ui.css': resolve('swagger-ui-dist/swagger-ui.css'),
  '/docs/swagger-ui-bundle.js': resolve('swagger-ui-dist/swagger-ui-bundle.js'),
  '/docs/oauth2-redirect.html': resolve('swagger-ui-dist/oauth2-redirect.html'),
  '/docs/oauth2-redirect.js': resolve('swagger-ui-dist/oauth2-redirect.js'),
  '/docs/favicon-32x32.png': resolve('swagger-ui-dist/favicon-32x32.png'),
};

/** Only what comes from this address itself: no inline script or style, no frame, no other host. */
const policy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
};

/** Where people sign in (OAuth 2 code flow with PKCE): paths of this address, or addresses, and the page's name there. */
export interface SignIn {
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
}

const signInPath = '/docs/sign-in.json';

/** Whether a path is one of the document or of what explains it. */
export const isOfDocs = (path: string): boolean =>
  path === '/openapi.json' || path === signInPath || Object.hasOwn(files, path) || isOfProblems(path);

type Pages = (
  request: IncomingMessage,
  response: ServerResponse,
  otherwise: (error?: unknown) => void,
) => void;

/** `/openapi.json`, the page `/docs` that shows it, and the kinds of problems, all without token. What they do not answer, and errors, go to `otherwise`. */
export function docsPages(document: () => Promise<Document>, signIn?: SignIn): Pages {
  const app = express().disable('x-powered-by');
  app.use(helmet({ contentSecurityPolicy: policy }));
  app.get('/openapi.json', async (_request, response) => void response.json(await document()));
  app.get(signInPath, (_request, response) => void response.json(signIn ?? null));
  app.use(problemPages(document));
  for (const [url, file] of Object.entries(files))
    app.get(url, (_request, response) => response.sendFile(file, { dotfiles: 'allow' }));
  return app;
}
