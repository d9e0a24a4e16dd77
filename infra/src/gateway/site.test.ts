import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import request from 'supertest';
import { startGateway } from './gateway.ts';

const logger = pino({ level: 'silent' });
const script = 'console.log("pages");\n'.repeat(200);
let folder: string;
let gateway: Awaited<ReturnType<typeof startGateway>>;

async function build(name: string) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(folder, 'index.html'), `<script nonce="%NONCE%" src="/assets/${name}"></script>`);
  await writeFile(join(folder, 'open.html'), `<script nonce="%NONCE%" src="/assets/open.js"></script>`);
  await writeFile(join(folder, 'assets', name), script);
  await writeFile(join(folder, 'assets', `${name}.br`), brotliCompressSync(script));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'site-'));
  await build('index-1.js');
  const site = {
    ...{ folder, pages: { '/open': 'open.html' } },
    ...{ settings: { clientId: 'pages' }, asks: ['https://login.example.cn'] },
  };
  const routes = { '/v1/orders': ['http://127.0.0.1:1'] };
  gateway = await startGateway({ host: '127.0.0.1', port: 0, routes, site, logger });
});
beforeEach(() => build('index-1.js'));
afterAll(async () => {
  await gateway.close();
  await rm(folder, { recursive: true, force: true });
});

const page = (path: string) => request(gateway.url).get(path).set('Accept', 'text/html');
const nonceOf = (text: string) => /nonce="([^"]+)"/u.exec(text)?.[1] ?? '';

describe('the pages of an application at the gateway', () => {
  test('every path that is no part of the API has the one page, with a nonce of its own each time', async () => {
    const [first, second] = [await page('/'), await page('/orders/O201706160001?tab=steps')];
    for (const answer of [first, second]) {
      expect(answer.status).toBe(200);
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.headers['content-security-policy']).toContain(`'nonce-${nonceOf(answer.text)}'`);
    }
    expect(nonceOf(first.text)).not.toBe(nonceOf(second.text));
  });

  test('a path with a page of its own has that, whatever is asked with it, under the same policy and without a referrer', async () => {
    const answer = await page('/open?no=DD20170731000159&code=7K3M9QW2ZD4T');
    expect(answer.text).toBe(`<script nonce="${nonceOf(answer.text)}" src="/assets/open.js"></script>`);
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringContaining(`'nonce-${nonceOf(answer.text)}'`),
    });
    for (const other of ['/opened', '/open/1', '/open.html'])
      expect((await page(other)).text).toContain('/assets/index-1.js');
  });

  test('a site whose pages are not all built is not opened', async () => {
    const site = { folder, pages: { '/open': 'not-built.html' }, settings: {} };
    const opened = async () => startGateway({ host: '127.0.0.1', port: 0, routes: {}, site, logger });
    await expect(opened).rejects.toThrow('not-built.html is missing');
  });

  test('the policy lets nothing inline run and nothing come from elsewhere, but the issuer be asked', async () => {
    const policy = String((await page('/')).headers['content-security-policy']);
    expect(policy).not.toMatch(/unsafe|\*|http:/u);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self' https://login.example.cn");
  });

  test('files are sent as they were compressed, and kept for a year', async () => {
    const answer = await request(gateway.url).get('/assets/index-1.js').set('Accept-Encoding', 'br');
    expect(answer.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': expect.stringContaining('javascript'),
      'cache-control': 'public, max-age=31536000, immutable',
    });
    const plain = await request(gateway.url).get('/assets/index-1.js').set('Accept-Encoding', 'identity');
    expect([plain.status, plain.text]).toEqual([200, script]);
  });

  test('a build while it runs takes effect, and a file that has gone is a problem that can be read', async () => {
    await build('index-2.js');
    expect((await page('/')).text).toContain('/assets/index-2.js');
    const gone = await request(gateway.url).get('/assets/index-1.js').set('Accept-Encoding', 'br');
    expect([gone.status, gone.headers['content-encoding']]).toEqual([404, undefined]);
    expect(gone.body).toMatchObject({ status: 404 });
  });

  test('who asks for no page gets none: not of the root, nor of a path that is not there, nor of the API', async () => {
    const json = (path: string) => request(gateway.url).get(path).set('Accept', 'application/json');
    expect((await json('/')).body).toEqual({ prefixes: ['/v1/orders'] });
    expect((await json('/nowhere')).status).toBe(404);
    expect((await page('/v1/nowhere')).type).toBe('application/problem+json');
    expect((await json('/settings.json')).body).toEqual({ clientId: 'pages' });
  });

  test.each(['/assets/../index.html', '/assets/%2e%2e/index.html', '/assets/..%2findex.html', '/assets/%zz'])(
    'nothing beside the files of the pages is to be had: %s',
    async (path) => {
      const answer = await request(gateway.url).get(path).set('Accept', 'application/json');
      expect(answer.text).not.toContain('%NONCE%');
      expect(answer.status).toBeGreaterThanOrEqual(400);
    },
  );
});
