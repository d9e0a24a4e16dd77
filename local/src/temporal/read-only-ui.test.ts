import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePort } from '../processes/free-port.ts';
import { openReadOnlyUi } from './read-only-ui.ts';

const asked: string[] = [];
let ui: Server;
let guard: Awaited<ReturnType<typeof openReadOnlyUi>>;
let url: string;
beforeAll(async () => {
  ui = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ DefaultNamespace: 'default', DisableWriteActions: false }));
  });
  await new Promise<void>((resolve) => void ui.listen(0, '127.0.0.1', resolve));
  const port = await freePort();
  guard = await openReadOnlyUi({ port, target: `http://127.0.0.1:${(ui.address() as AddressInfo).port}` });
  url = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  await guard.close();
  await new Promise((resolve) => ui.close(resolve));
});

const workflow = '/api/v1/namespaces/default/workflows/order%2FO201706160001';

test.each([
  ['POST', `${workflow}/signal/end`],
  ['POST', `${workflow}/runs/1/cancel`],
  ['POST', `${workflow}/update/review`],
  ['POST', '/api/v1/namespaces/default/batch-operations'],
  ['PUT', '/api/v1/namespaces/default'],
  ['DELETE', `${workflow}/query/x`],
  ['POST', `/api/v1/namespaces/default/workflows?x=${encodeURIComponent('/query/')}`],
])('%s %s never reaches the Temporal UI', async (method, path) => {
  const before = asked.length;
  const { status } = await fetch(url + path, { method });
  expect([status, asked.length]).toEqual([405, before]);
});

test('reads and queries pass, and the page is told that it only reads', async () => {
  expect((await fetch(`${url}/namespaces/default/workflows`)).status).toBe(200);
  expect(
    (await fetch(`${url}${workflow}/query/__temporal_workflow_metadata`, { method: 'POST' })).status,
  ).toBe(200);
  const settings = await fetch(`${url}/api/v1/settings`);
  expect(await settings.json()).toMatchObject({ DefaultNamespace: 'default', DisableWriteActions: true });
});
