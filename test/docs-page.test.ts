import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { repositoryRoot } from '@doudi/local';
import { startGateway } from '@doudi/infra/gateway';
import { openLog } from '@doudi/infra/service';
import { inBrowser, openBrowser, watch } from './browser.ts';

/** A gateway whose only service tells the committed document. */
async function aDoor() {
  const document = readFileSync(join(repositoryRoot, 'doc', 'openapi.json'));
  const service = createServer((_request, response) => void response.end(document));
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const routes = { '/v1/orders': [`http://127.0.0.1:${(service.address() as AddressInfo).port}`] };
  const door = await startGateway({
    host: '127.0.0.1',
    port: 0,
    routes,
    logger: openLog({ service: 'test', level: 'silent' }),
  });
  const close = async () => {
    await door.close();
    service.close().closeAllConnections();
  };
  return { url: door.url, close };
}

inBrowser('nobody opens /docs')(
  'the page shows every URL in both languages, asks nobody else, and its policy has nothing to complain of',
  async () => {
    const door = await aDoor();
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      const seen = watch(page);
      await page.goto(`${door.url}/docs`);
      await page.getByText('下单 · Open an order').click();
      await page.getByText('order-already-open').first().waitFor();
      expect(await page.locator('.opblock').count()).toBeGreaterThan(30);
      expect(seen).toEqual({ hosts: new Set([door.url]), complaints: [] });
    } finally {
      await browser.close();
      await door.close();
    }
  },
  60_000,
);
