import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import express, { type Response } from 'express';
import files from 'express-static-gzip';
import helmet from 'helmet';

/** The pages of a browser application as they were built, and what they ask at their start. */
export interface Site {
  /** has `index.html`, and under `assets/` files whose names change with their content, compressed beside */
  readonly folder: string;
  /** paths with a page of their own, by its file beside `index.html`, which all others have */
  readonly pages?: Readonly<Record<string, string>>;
  /** answered at `/settings.json` */
  readonly settings: Readonly<Record<string, unknown>>;
  /** other origins that the pages ask, such as the issuer's */
  readonly asks?: readonly string[];
}

/** The page of every path that has none of its own. */
const main = 'index.html';
const settingsPath = '/settings.json';
const assetsPrefix = '/assets/';

/** Stands in the built page where each answer has its own number (CSP level 3, `nonce`). */
const noncePlace = /%NONCE%/gu;

/** Real milliseconds a year has: how long a file is kept whose name changes with its content. */
const yearMs = 31_536_000_000;

const wantsPage = ({ headers }: IncomingMessage) => (headers.accept ?? '').includes('text/html');

/** Whether a path is one of the site: its files, its settings, and for who wants a page every path that is no part of the API. */
export const isOfSite = (request: IncomingMessage, path: string): boolean =>
  path === settingsPath || path.startsWith(assetsPrefix) || (wantsPage(request) && !path.startsWith('/v1/'));

type Answer = (
  request: IncomingMessage,
  response: ServerResponse,
  otherwise: (error?: unknown) => void,
) => void;

/** Answers the site under a strict policy: no script or style but its own, nothing from elsewhere, in nobody's frame. */
export function openSite({ folder, pages = {}, settings, asks = [] }: Site): Answer {
  const missing = [main, ...Object.values(pages)].find((page) => !existsSync(join(folder, page)));
  if (missing) throw new Error(`The pages are not built: ${join(folder, missing)} is missing.`);
  const pageOf = new Map(Object.entries(pages));
  const serveStatic = { immutable: true, maxAge: yearMs, redirect: false };
  const app = express().disable('x-powered-by');
  app.use((_request, response, next) => {
    response.locals['nonce'] = randomBytes(16).toString('base64');
    next();
  });
  app.use(secured(asks));
  app.use(
    '/assets',
    files(join(folder, 'assets'), {
      enableBrotli: true,
      orderPreference: ['br', 'gz'],
      index: false,
      serveStatic,
    }),
  );
  app.get(settingsPath, (_request, response) => void response.set(unkept).json(settings));
  app.use('/assets', (_request, response, next) => {
    // it may have been chosen for a compressed file that has gone since
    response.removeHeader('Content-Encoding');
    next('router');
  });
  // read each time: the pages may be built anew while the gateway runs
  app.get(anyPath, async ({ path }, response) => {
    const text = await readFile(join(folder, pageOf.get(path) ?? main), 'utf8');
    response
      .set(unkept)
      .type('html')
      .send(text.replaceAll(noncePlace, String(response.locals['nonce'])));
  });
  return app as Answer;
}

const unkept = { 'Cache-Control': 'no-store' };
const anyPath = /.*/u;

const secured = (asks: readonly string[]) =>
  helmet({
    strictTransportSecurity: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", (_request, response) => `'nonce-${(response as Response).locals['nonce']}'`],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", ...asks],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
  });
