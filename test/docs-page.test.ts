import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { repositoryRoot } from '@doudi/local';
import { startGateway } from '@doudi/infra/gateway';
import { openLog } from '@doudi/infra/service';
import { inBrowser, openBrowser, watch } from './browser.ts';

/** A gateway whose only service serves the committed document. */
async function aGateway() {
  const document = readFileSync(join(repositoryRoot, 'doc', 'openapi.json'));
  const service = createServer((_request, response) => void response.end(document));
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const routes = { '/v1/orders': [`http://127.0.0.1:${(service.address() as AddressInfo).port}`] };
  const gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    routes,
    logger: openLog({ service: 'test', level: 'silent' }),
  });
  const close = async () => {
    await gateway.close();
    service.close().closeAllConnections();
  };
  return { url: gateway.url, close };
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
      await page.getByText('下单 · Open an order').click();
      await page.getByText('order-already-open').first().waitFor();
      expect(await page.locator('.opblock').count()).toBeGreaterThan(30);
      expect(seen).toEqual({ hosts: new Set([gateway.url]), complaints: [] });
    } finally {
      await browser.close();
      await gateway.close();
    }
  },
  60_000,
);
