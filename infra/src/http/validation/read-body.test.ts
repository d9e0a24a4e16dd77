import { expect, test } from '@jest/globals';
import express from 'express';
import { once } from 'node:events';
import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { answerProblem } from '../problems/answer-problem.ts';
import { bodyReader } from './read-body.ts';

test('a body that does not arrive in time is refused, though the server itself would wait for an upload', async () => {
  const readBody = bodyReader(1_000, 150);
  const app = express().post('/', async (asked, answer) => void answer.json(await readBody(asked, answer)));
  const server = createServer(app.use(answerProblem)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const headers = { 'Content-Type': 'application/json', 'Content-Length': '100' };
  const asking = request({ port, host: '127.0.0.1', method: 'POST', headers });
  asking.on('error', () => undefined).write('{"a":');
  try {
    const patience = { signal: AbortSignal.timeout(4_000) };
    const [answer] = (await once(asking, 'response', patience)) as [IncomingMessage];
    const { type } = JSON.parse(await text(answer)) as { type: string };
    expect([answer.statusCode, type]).toEqual([408, '/problems/too-slow']);
  } finally {
    asking.destroy();
    server.closeAllConnections();
    server.close();
  }
});
