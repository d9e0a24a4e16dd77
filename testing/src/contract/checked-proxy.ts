import type { RequestListener } from 'node:http';
import { buffer } from 'node:stream/consumers';
import express, { type Request, type Response } from 'express';
import { openServer } from '@doudi/infra/http';
import type { Document } from '@doudi/infra/openapi';
import { contractJudge } from './contract-validator.ts';
import { giveBack, passOn } from './pass-on.ts';

const here = { host: '127.0.0.1', port: 0 };

/**
 * A proxy before a service, given as its app or its URL: passes requests and answers on as they come and holds both against the
 * document. A breach is written to stderr, answered with 500, and makes `close` reject.
 */
export async function checkedProxy(document: Document, target: string | RequestListener) {
  const behind = typeof target === 'string' ? undefined : await openServer(target, here);
  const to = behind?.url ?? String(target);
  const judge = contractJudge(document);
  const breaches: string[] = [];
  const pass = async (request: Request, response: Response): Promise<void> => {
    const sent = await buffer(request);
    const answer = await passOn(request, sent, to);
    if (!answer) return void request.socket.destroy();
    const found = await judge({ request, sent, answer });
    breaches.push(...found);
    for (const breach of found) process.stderr.write(`${breach}\n`);
    if (found.length > 0) response.status(500).type('text/plain').send(found.join('\n'));
    else giveBack(response, answer);
  };
  const app = express()
    .disable('x-powered-by')
    .enable('strict routing')
    .enable('case sensitive routing')
    .use(pass);
  const { url, close } = await openServer(app, here);
  const closeBoth = async () => {
    await close();
    await behind?.close();
    if (breaches.length > 0) throw new Error(['The contract was broken:', ...breaches].join('\n  '));
  };
  return { url, close: closeBoth };
}
