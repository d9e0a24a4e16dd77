import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { testApp } from '@doudi/testing/http/test-app';
import { get, post } from '../http/routing/route.ts';
import { openStorage, type Storage } from './storage.ts';
import { receiveUpload } from './receive-upload.ts';
import { scannerAt } from './scan.ts';

jest.setTimeout(60_000);

const rule = { types: ['application/pdf', 'image/png'], mostBytes: 100_000 };
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n');
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

let folder: string;
let storage: Storage;
let app: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doudi-files-test-'));
  storage = openStorage({ STORAGE_FOLDER: folder, STORAGE_REGION: 'us-east-1' });
  app = await testApp([
    post('/v1/files', {
      allow: { agent: 'all' },
      upload: rule,
      query: z.strictObject({ hash: z.string() }),
      handler: async ({ upload, query }) => {
        return receiveUpload(
          upload!,
          { ...rule, sha256: query.hash, folder },
          async ({ path, type, bytes }) => {
            await storage.keep(path, 'kept/one', type);
            return { status: 201, body: { type, bytes } };
          },
        );
      },
    }),
    get('/v1/files', {
      allow: { agent: 'all' },
      handler: () =>
        Promise.resolve({
          file: {
            ...{ name: '总平面图 "二版"\\..%2e/é.pdf', type: 'application/pdf', bytes: pdf.length },
            sha256: sha256(pdf),
            open: () => storage.read('kept/one'),
          },
        }),
    }),
  ]);
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

const send = (content: Buffer | ReadableStream, hash: string, headers: Record<string, string> = {}) =>
  fetch(`${app.url}/v1/files?hash=${hash}`, {
    method: 'POST',
    headers: {
      ...{ Authorization: app.agent, 'Idempotency-Key': randomUUID(), 'Content-Type': 'application/pdf' },
      ...headers,
    },
    body: content,
    ...(content instanceof ReadableStream && { duplex: 'half' }),
  });
const load = (headers: Record<string, string> = {}) =>
  fetch(`${app.url}/v1/files`, { headers: { Authorization: app.agent, ...headers } });
const left = async () => (await readdir(folder)).filter((name) => name.startsWith('doudi-upload-'));
const fault = async (response: Response) => {
  const { type, faults = [] } = (await response.json()) as { type: string; faults?: { at: string }[] };
  return [response.status, type.split('/').at(-1), ...faults.map(({ at }) => at)];
};

test('a file is taken, and downloaded as it was, to be saved only', async () => {
  const taken = await send(pdf, sha256(pdf));
  expect([taken.status, await taken.json()]).toEqual([201, { type: 'application/pdf', bytes: pdf.length }]);
  const loaded = await load();
  expect(Buffer.from(await loaded.arrayBuffer())).toEqual(pdf);
  expect(Object.fromEntries(loaded.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-length': String(pdf.length),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    etag: `"${sha256(pdf)}"`,
  });
  const disposition = loaded.headers.get('content-disposition') ?? '';
  expect(disposition).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[!-~]+$/);
  expect(disposition.match(/filename="([^"]*)"/)?.[1]).not.toMatch(/["\\%]/);
  expect(decodeURIComponent(disposition.split("UTF-8''")[1] ?? '')).toBe('总平面图 "二版"\\..%2e/é.pdf');
});

test('who has the file already is not sent it again', async () => {
  const again = await load({ 'If-None-Match': `"${sha256(pdf)}"` });
  expect([again.status, await again.text()]).toEqual([304, '']);
});

describe('is refused, and nothing of it is left', () => {
  afterAll(async () => expect(await left()).toEqual([]));

  test.each<[string, Buffer, string]>([
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), '/'],
    ['a drawing that can run', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="a()"/>'), '/'],
    ['an archive', Buffer.from('504b0304140000000800', 'hex'), '/'],
    ['a program', Buffer.from(`MZ${'\0'.repeat(200)}`), '/'],
    ['a page that says PDF further down', Buffer.from(`<html>${'x'.repeat(50)}%PDF-1.7`), '/'],
    ['nothing', Buffer.alloc(0), '/'],
  ])('%s', async (_, content, at) => {
    expect(await fault(await send(content, sha256(content)))).toEqual([422, 'unfit', at]);
  });

  test('another content than was declared, together with its type', async () => {
    expect(await fault(await send(pdf, '0'.repeat(64)))).toEqual([422, 'unfit', '/sha256']);
    expect(await fault(await send(Buffer.from('text'), '0'.repeat(64)))).toEqual([
      422,
      'unfit',
      '/sha256',
      '/',
    ]);
  });

  test('what says itself that it is of another type', async () => {
    const sent = await send(pdf, sha256(pdf), { 'Content-Type': 'application/json' });
    expect(await fault(sent)).toEqual([415, 'wrong-content-type']);
  });

  test('too much, by its own word before it is read', async () => {
    const large = Buffer.concat([pdf, randomBytes(rule.mostBytes)]);
    expect(await fault(await send(large, sha256(large)))).toEqual([413, 'body-too-large']);
  });

  test('what never ends, as soon as it is too much', async () => {
    const endless = Readable.toWeb(
      Readable.from(
        (async function* () {
          for (;;) yield await Promise.resolve(randomBytes(16_384));
        })(),
      ),
    ) as ReadableStream;
    const sent = await send(endless, 'a'.repeat(64)).then(fault, (error: Error) => error.message);
    // the sender may see the connection break before it reads the answer
    expect([JSON.stringify([413, 'body-too-large']), '"fetch failed"']).toContain(JSON.stringify(sent));
  });

  test('what is cut in the middle', async () => {
    const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
    const lines = [
      `POST /v1/files?hash=${sha256(pdf)} HTTP/1.1`,
      'Host: x',
      `Authorization: ${app.agent}`,
      'Idempotency-Key: cut',
      'Content-Type: application/pdf',
      `Content-Length: ${pdf.length}`,
    ];
    socket.write(`${lines.join('\r\n')}\r\n\r\n%PDF-1.7`);
    for (const from = Date.now(); (await left()).length === 0 && Date.now() - from < 10_000;) await tick();
    expect(await left()).toHaveLength(1);
    socket.destroy();
    for (const from = Date.now(); (await left()).length > 0 && Date.now() - from < 10_000;) await tick();
    expect(await left()).toEqual([]);
  });
});

describe('a scanner', () => {
  const seen: string[] = [];
  const answers = { status: 204 };
  const server = createServer((request, response) => {
    void text(request).then((content) => {
      seen.push(content);
      response.writeHead(answers.status).end();
    });
  });
  const scanned = async (url: string) => {
    const scan = scannerAt(url);
    const declared = { ...rule, sha256: sha256(pdf), folder, scan };
    return receiveUpload(Readable.from([pdf]), declared, ({ bytes }) => Promise.resolve(bytes)).catch(
      ({ problem }: { problem: { status: number; type: string } }) => [problem.status, problem.type],
    );
  };
  beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
  afterAll(() => void server.close());

  test.each([
    [204, pdf.length],
    [422, [422, 'unfit']],
    [500, [503, 'unavailable']],
  ])('that answers %i has the content, and the upload ends with %j', async (status, expected) => {
    answers.status = status;
    const { port } = server.address() as AddressInfo;
    expect(await scanned(`http://127.0.0.1:${port}/`)).toEqual(expected);
    expect(seen.at(-1)).toBe(pdf.toString());
  });

  test('that is away lets nothing through', async () => {
    expect(await scanned('http://127.0.0.1:9/')).toEqual([503, 'unavailable']);
  });
});

test('a storage that is away is said, in writing and in reading', async () => {
  const away = openStorage({
    ...{ STORAGE_BUCKET: 'b', STORAGE_ENDPOINT: 'http://127.0.0.1:9', STORAGE_REGION: 'us-east-1' },
    ...{ STORAGE_KEY_ID: 'k', STORAGE_SECRET: 's' },
  });
  await expect(away.read('kept/one')).rejects.toMatchObject({ problem: { status: 503 } });
  await expect(storage.read('kept/none')).rejects.toMatchObject({ problem: { status: 503 } });
  await expect(storage.keep(join(folder, 'nothing-here'), 'kept/two', 'x')).rejects.toMatchObject({
    problem: { type: 'unavailable' },
  });
  expect(await text(await storage.read('kept/one'))).toBe(pdf.toString());
});

test('what is removed is gone, and removing it again is no fault', async () => {
  await storage.remove('kept/one');
  await storage.remove('kept/one');
  await expect(storage.read('kept/one')).rejects.toMatchObject({ problem: { status: 503 } });
});

const tick = () => new Promise((resolve) => setImmediate(resolve));
