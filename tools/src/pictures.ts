import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { explain, failure } from '@doudi/infra/failure';
import { repositoryRoot } from '@doudi/local';
import { print } from '@doudi/stack';
import { Command } from 'commander';
import type { Browser } from 'playwright-core';
import { openPage, withBrowser, type Look } from './console/open-page.ts';

const { url } = new Command('npm run pictures --')
  .description('Takes the pictures of doc/pictures from a running demonstration whose story is told.')
  .option('--url <url>', 'where its console is', 'http://127.0.0.1:8280')
  .parse()
  .opts<{ url: string }>();

/** Bytes a picture may have. */
const mostBytes = 200_000;
const languages = { zh: 'zh-CN', en: 'en-GB' } as const;
const folder = join(repositoryRoot, 'doc', 'pictures');

const looks: Readonly<Record<string, Look>> = {
  order: { person: 'enterprise-yueci', path: '/orders', follow: 'a[href^="/orders/O20170622"]' },
  desk: { person: 'reviewer-nrp', path: '/tasks' },
  case: { person: 'officer-fang', path: '/cases', follow: 'a[href^="/cases/DD"]' },
  overview: { person: 'supervisor-qian', path: '/supervision' },
  calendar: { person: 'administrator-sun', path: '/calendars', follow: 'a[href^="/calendars/"]' },
};

async function take(browser: Browser, name: string, language: keyof typeof languages): Promise<void> {
  const look = looks[name];
  if (!look) return;
  const context = await browser.newContext({
    locale: languages[language],
    viewport: { width: 1_280, height: 900 },
  });
  const page = await context.newPage();
  await openPage(page, url, look);
  const path = join(folder, `${name}-${language}.png`);
  await page.screenshot({ path });
  await context.close();
  const { size } = await stat(path);
  print(`doc/pictures/${name}-${language}.png: ${Math.round(size / 1_000)} kB`);
  if (size > mostBytes) throw failure(`${path} has more than ${mostBytes} bytes.`);
}

try {
  await mkdir(folder, { recursive: true });
  await withBrowser(process.env['PATH'], async (browser) => {
    for (const name of Object.keys(looks))
      for (const language of ['zh', 'en'] as const) await take(browser, name, language);
  });
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
