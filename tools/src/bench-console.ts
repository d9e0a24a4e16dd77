import { explain } from '@doudi/infra/failure';
import { print } from '@doudi/stack';
import { Command } from 'commander';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { isShown, openPage, withBrowser, type Look } from './console/open-page.ts';

const { url } = new Command('npm run bench:console --')
  .description(
    'Measures the console of a running demonstration: first loads, requests, and how long the order’s page takes.',
  )
  .option('--url <url>', 'where its console is', 'http://127.0.0.1:8280')
  .parse()
  .opts<{ url: string }>();

/** How much slower than this machine the slow one is. */
const slowdown = 4;

const homes: Readonly<Record<string, Look>> = Object.fromEntries(
  [
    'enterprise-yunzhan',
    'agent-lou',
    'reviewer-nrp',
    'agency-dsn',
    'officer-fang',
    'supervisor-qian',
    'administrator-sun',
  ].map((person) => [person, { person, path: '/' }]),
);

/** What a page has asked for since: bytes of script as they were compressed, without the headers before them, and requests. */
async function counted(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  /** by address: after the sign-in the page is opened again, from the browser's cache */
  const scripts = new Map<string, number>();
  const seen = { scripts, requests: 0, ofApi: 0 };
  session.on('Network.responseReceived', ({ response, type }) => {
    seen.requests += 1;
    if (response.url.includes('/v1/')) seen.ofApi += 1;
    if (type === 'Script')
      scripts.set(response.url, Number(new Headers(response.headers).get('content-length')));
  });
  return { session, seen };
}

async function inWindow<Result>(browser: Browser, use: (page: Page) => Promise<Result>): Promise<Result> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1_280, height: 900 } });
  return use(await context.newPage()).finally(() => context.close());
}

const bytesOf = (scripts: ReadonlyMap<string, number>) =>
  [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0);

/** The first page of a person in a browser that has nothing yet. */
const firstLoad = (browser: Browser, name: string, look: Look) =>
  inWindow(browser, async (page) => {
    const { seen } = await counted(page);
    await openPage(page, url, look);
    print(
      `${name.padEnd(20)} first page: ${(bytesOf(seen.scripts) / 1_000).toFixed(0)} kB of script, compressed`,
    );
  });

/** The order's page, from a click in the list of orders until it is shown. */
const orderPage = (browser: Browser, look: Look, rate: number) =>
  inWindow(browser, async (page) => {
    await openPage(page, url, { ...look, path: '/orders' });
    const { session, seen } = await counted(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate });
    await session.send('Performance.enable');
    const before = await scriptMs(session);
    const startedAt = Date.now();
    await page.locator('a[href^="/orders/O20170616"]').first().click();
    await page.locator('.timeline svg').waitFor();
    const tookMs = Date.now() - startedAt;
    await isShown(page);
    const { requests, ofApi } = seen;
    return { tookMs, scriptMs: (await scriptMs(session)) - before, requests, ofApi };
  });

async function scriptMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1_000;
}

try {
  await withBrowser(process.env['PATH'], async (browser) => {
    for (const [name, look] of Object.entries(homes)) await firstLoad(browser, name, look);
    for (const rate of [1, slowdown]) {
      const {
        tookMs,
        scriptMs: ran,
        requests,
        ofApi,
      } = await orderPage(browser, homes['enterprise-yunzhan']!, rate);
      print(
        `order's page, CPU ${rate}x slower: drawn after ${tookMs} ms, ${ran.toFixed(0)} ms of script, ${requests} requests, ${ofApi} of them of the API`,
      );
    }
  });
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
