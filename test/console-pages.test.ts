import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { leftAlone } from '../stack/src/demo/script.ts';
import { inBrowser } from './browser.ts';
import { windows } from './console-windows.ts';
import { suiteStack } from './stack.ts';
import { walkOrder } from './walk-order.ts';

const suite = suiteStack({ realDayMs: 4_000 });
const { openAs, close } = windows(() => suite.gateway);
const order = { no: '' };

beforeAll(async () => {
  const left = { ...leftAlone, tasks: ['record', 'order-meeting'] as const };
  order.no = (await walkOrder(suite.api, left)).orderNo;
}, 120_000);
afterAll(close);

/** The pages of each person. */
const pages: Readonly<Record<string, readonly string[]>> = {
  'enterprise-yueci': [
    '/',
    '/orders',
    ...['ledger', 'steps', 'events', 'related', 'results', 'what-if'].map(
      (tab) => `/orders/{order}?tab=${tab}`,
    ),
    '/orders/{order}/ledger',
  ],
};

/** The rules of WCAG 2.2, levels A and AA. */
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What the page offends against, as one reads it. */
async function offences(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(levels).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
  );
}

/** How many pixels of the page lie beyond its width. */
const cutOff = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

const cases = Object.entries(pages).flatMap(([person]) =>
  (['zh-CN', 'en-GB'] as const).map((language) => [person, language] as const),
);

inBrowser('nobody judges the pages of the console').each(cases)(
  'the pages of %s in %s offend against no rule of WCAG 2.2 AA, and nothing is cut at 360 pixels',
  async (person, language) => {
    const { context, page } = await openAs(person, '/', { language });
    const found: Record<string, unknown> = {};
    for (const path of pages[person] ?? []) {
      await page.goto(`${suite.gateway}${path.replace('{order}', order.no)}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      const wide = await offences(page);
      await page.setViewportSize({ width: 360, height: 800 });
      const cut = await cutOff(page);
      await page.setViewportSize({ width: 1_280, height: 900 });
      if (wide.length > 0 || cut > 0) found[path] = { wide, cut };
    }
    expect(found).toEqual({});
    await context.close();
  },
  180_000,
);
