import { Router, type Request, type Response } from 'express';
import { problemsPath } from '../http/problems/answer-problem.ts';
import type { ProblemType } from '../http/problems/problem-types.ts';
import { resolved } from './components.ts';
import type { Document } from './document-of.ts';
import { problemSchemaRef } from './problem-responses.ts';
import { nameOf } from '../http/routing/route.ts';

/** What people read about one kind of problem. */
interface ProblemPage extends ProblemType {
  readonly type: string;
  /** the URLs that may answer it, `VERB /path` */
  readonly urls: readonly string[];
}

/** `/problems`, all kinds, and the page of each, which is what a problem's `type` leads to: HTML for browsers, else JSON. */
export function problemPages(document: () => Promise<Document>): Router {
  const router = Router();
  router.get(problemsPath, async (request, response) => {
    const all = pagesOf(await document());
    send(request, response, { title: 'Problems', pages: all, json: { items: all } });
  });
  router.get(`${problemsPath}/:name`, async (request, response, next) => {
    const type = `${problemsPath}/${request.params.name}`;
    const page = pagesOf(await document()).find((one) => one.type === type);
    if (!page) return next();
    send(request, response, { title: page.type, pages: [page], json: page });
  });
  return router;
}

export const isOfProblems = (path: string) => path === problemsPath || path.startsWith(`${problemsPath}/`);

// a document is some hundred kilobytes to look through, and anybody may ask
const known = new WeakMap<Document, readonly ProblemPage[]>();

function pagesOf(document: Document): readonly ProblemPage[] {
  const pages = known.get(document) ?? readPages(document);
  known.set(document, pages);
  return pages;
}

function readPages({ components, paths }: Document): ProblemPage[] {
  const answers = Object.entries(paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, { responses }]) => ({
      name: nameOf({ verb: verb as 'get', path }),
      text: JSON.stringify(
        Object.values(responses as Record<string, object>).map((one) => resolved(components, one)),
      ),
    })),
  );
  return Object.entries(components['x-problems'] ?? {}).map(([name, about]) => {
    const type = `${problemsPath}/${name}`;
    const schema = `"${problemSchemaRef(name)}"`;
    const urls = answers.filter(({ text }) => text.includes(schema)).map((one) => one.name);
    return { type, ...(about as ProblemType), urls };
  });
}

interface Page {
  readonly title: string;
  readonly pages: readonly ProblemPage[];
  readonly json: object;
}

function send(request: Request, response: Response, { title, pages, json }: Page): void {
  response.vary('Accept');
  if (request.accepts(['json', 'html']) !== 'html') return void response.json(json);
  const body = pages.map(section).join('\n');
  response
    .type('html')
    .send(
      `<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>${safe(title)}</title></head>\n<body><main>\n${body}\n</main></body></html>\n`,
    );
}

const section = ({ type, status, title, help, urls }: ProblemPage) =>
  [
    `<h2><a href="${safe(type)}">${safe(type)}</a> · ${status}</h2>`,
    `<p lang="zh"><strong>${safe(title.zh)}</strong>。${safe(help.zh)}</p>`,
    `<p lang="en"><strong>${safe(title.en)}</strong>. ${safe(help.en)}</p>`,
    `<details><summary>${urls.length} URL</summary><ul>${urls.map((url) => `<li><code>${safe(url)}</code></li>`).join('')}</ul></details>`,
  ].join('\n');

const safe = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
