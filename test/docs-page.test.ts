import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { repositoryRoot } from '@doudi/local';
import { startGateway } from '@doudi/infra/gateway';
import { openLog } from '@doudi/infra/service';
import { inBrowser, openBrowser, watch } from './browser.ts';

const text = readFileSync(join(repositoryRoot, 'doc', 'openapi.json'));
const document = JSON.parse(text.toString()) as { readonly tags: readonly unknown[] };

/** A gateway whose only service answers reads with the committed document and writes with nothing, and the keys of the writes it got. */
async function aGateway() {
  const keys: unknown[] = [];
  const service = createServer(({ method, headers }, response) => {
    if (method !== 'POST') return void response.end(text);
    keys.push(headers['idempotency-key']);
    response.end();
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const routes = { '/v1/orders': [`http://127.0.0.1:${(service.address() as AddressInfo).port}`] };
  const gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    routes,
    logger: openLog({ service: 'test', level: 'silent' }),
    signIn: { authorizationUrl: '/identity/auth', tokenUrl: '/identity/token', clientId: 'docs' },
  });
  const close = async () => {
    await gateway.close();
    service.close().closeAllConnections();
  };
  return { url: gateway.url, close, keys };
}

inBrowser('nobody opens /docs')(
  'the page shows every URL in both languages, asks nobody else, and its policy has nothing to complain of',
  async () => {
    const gateway = await aGateway();
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      const seen = watch(page);
      await page.goto(`${gateway.url}/docs`);
      await page.locator('#operations-tag-orders').click();
      await page.getByText('下单 · Open an order').click();
      await page.getByText('order-already-open').first().waitFor();
      // the tags of every service, in the order of their names, each closed until it is clicked
      expect(await page.locator('.opblock-tag').count()).toBe(document.tags.length);
      expect(seen).toEqual({ hosts: new Set([gateway.url]), complaints: [] });
    } finally {
      await browser.close();
      await gateway.close();
    }
  },
  60_000,
);

inBrowser('nobody signs in or writes on /docs')(
  'to sign in is the first thing to authorize with, and every write goes out with a key of its own',
  async () => {
    const gateway = await aGateway();
    const browser = await openBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
      await page.goto(`${gateway.url}/docs`);
      await page.locator('.btn.authorize').click();
      const first = page.locator('.auth-container').first();
      expect(await first.locator('h4').textContent()).toMatch(/^signIn/);
      expect(await first.locator(':is(button, input, a):visible').first().textContent()).toBe('Authorize');
      const heading = await first.locator('h4').boundingBox();
      const header = await page.locator('.modal-ux-header').boundingBox();
      // not scrolled out of sight
      expect(heading?.y).toBeGreaterThan((header?.y ?? 0) + (header?.height ?? 0));
      await page.locator('.close-modal').click();

      await page.locator('#operations-tag-orders').click();
      await page.getByText('下单 · Open an order').click();
      await page.getByText('Try it out').click();
      const execute = page.getByText('Execute', { exact: true });
      const key = page.getByPlaceholder('Idempotency-Key');
      for (const typed of ['', '', 'once-more']) {
        await key.fill(typed);
        const answered = page.waitForResponse((response) => response.request().method() === 'POST');
        await execute.click();
        await answered;
      }
      const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
      expect(gateway.keys).toEqual([expect.stringMatching(uuid), expect.stringMatching(uuid), 'once-more']);
      expect(gateway.keys[0]).not.toBe(gateway.keys[1]);
    } finally {
      await browser.close();
      await gateway.close();
    }
  },
  120_000,
);
