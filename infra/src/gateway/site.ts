import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import helmet from 'helmet';
import sirv from 'sirv';

/** The pages of a browser application as they were built, and what they ask at their start. */
export interface Site {
  /** has `index.html`, and under `assets/` files whose names change with their content, compressed beside */
  readonly folder: string;
  /** answered at `/settings.json` */
  readonly settings: Readonly<Record<string, unknown>>;
  /** other origins that the pages ask, such as the issuer's */
  readonly asks?: readonly string[];
}

const settingsPath = '/settings.json';
const assetsPrefix = '/assets/';

/** Stands in the built page where each answer has its own number (CSP level 3, `nonce`). */
const noncePlace = /%NONCE%/gu;

/** Real seconds a year has: how long a file is kept whose name changes with its content. */
const yearSeconds = 31_536_000;

const wantsPage = ({ headers }: IncomingMessage) => (headers.accept ?? '').includes('text/html');

/** Whether a path is one of the site: its files, its settings, and for who wants a page every path that is no part of the API. */
export const isOfSite = (request: IncomingMessage, path: string): boolean =>
  path === settingsPath || path.startsWith(assetsPrefix) || (wantsPage(request) && !path.startsWith('/v1/'));

type Answer = (
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  otherwise: () => void,
) => void;

/** Answers the site under a strict policy: no script or style but its own, nothing from elsewhere, in nobody's frame. */
export function openSite({ folder, settings, asks = [] }: Site): Answer {
  const file = join(folder, 'index.html');
  if (!existsSync(file)) throw new Error(`The pages are not built: ${file} is missing.`);
  const page = readFileSync(file, 'utf8');
  const assets = sirv(folder, { brotli: true, gzip: true, immutable: true, maxAge: yearSeconds });
  return (request, response, path, otherwise) => {
    const nonce = randomBytes(16).toString('base64');
    secured(nonce, asks)(request, response, () => {
      if (path.startsWith(assetsPrefix)) return assets(request, response, otherwise);
      response.setHeader('Cache-Control', 'no-store');
      if (path === settingsPath) return answer(response, 'application/json', JSON.stringify(settings));
      answer(response, 'text/html; charset=utf-8', page.replaceAll(noncePlace, nonce));
    });
  };
}

const answer = (response: ServerResponse, type: string, body: string) =>
  void response.writeHead(200, { 'Content-Type': type }).end(body);

const secured = (nonce: string, asks: readonly string[]) =>
  helmet({
    strictTransportSecurity: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", `'nonce-${nonce}'`],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", ...asks],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
  });
