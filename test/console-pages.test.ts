import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import type { List } from '../stack/src/demo/answers.ts';
import { leftAlone } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { inBrowser } from './browser.ts';
import { windows } from './console-windows.ts';
import { suiteStack } from './stack.ts';
import { walkOrder } from './walk-order.ts';

const suite = suiteStack({ realDayMs: 1_000 });
const { openAs, close } = windows(() => suite.gateway);
/** What the addresses of pages name. */
const named = { order: '', case: '', project: leftAlone.project.code };

/** An order whose planning nobody touches until it is a case; its environmental assessment waits for an agency. */
beforeAll(async () => {
  const left = { ...leftAlone, tasks: ['record', 'order-meeting'] as const };
  named.order = (await walkOrder(suite.api, left)).orderNo;
  named.case = await waitFor({ what: 'a case' }, async () => {
    const { items } = await suite.api.get<List<{ caseNo: string }>>('officer-fang', '/v1/cases');
    return items[0]?.caseNo;
  });
}, 180_000);
afterAll(close);

const tabs = (path: string, ...keys: string[]) => keys.map((key) => `${path}?tab=${key}`);
const commission = '/commissions/C{digits}-eia-report';

/** The pages of each person. */
const pages: Readonly<Record<string, readonly string[]>> = {
  'enterprise-yueci': [
    ...['/', '/orders', '/orders/{order}/ledger', '/orders/new', '/notices'],
    ...tabs('/orders/{order}', 'ledger', 'steps', 'events', 'related', 'results', 'what-if'),
    ...['/projects', '/projects/new', '/projects/{project}'],
    ...tabs('/projects/{project}', 'mandates', 'orders'),
    ...['/commissions', '/commissions/new', commission, '/agencies', '/agencies?category=EIA'],
    ...['/agencies/A016', '/agencies/compare?category=DSN&agencies=A016,A017'],
    ...tabs('/agencies/A016', 'credit'),
  ],
  'agent-xu': ['/', '/projects/{project}', commission],
  'reviewer-nrp': ['/', '/tasks', '/tasks/{order}/planning-conditions'],
  'agency-eia': ['/', '/commissions', '/agencies', '/agencies/apply'],
  'officer-fang': ['/', '/cases', '/cases?view=list', '/cases/{case}', '/cases/new'],
  'supervisor-qian': [
    ...['/supervision', '/supervision/steps', '/supervision/steps?light=RED'],
    ...tabs(
      '/supervision/records',
      'promises',
      'cases',
      'claims',
      'stops',
      'stop-shares',
      'export',
      'directory',
    ),
  ],
  'administrator-sun': [
    '/audit',
    '/people',
    '/people/p-1001',
    '/calendars',
    '/calendars/cn-2016-2026',
    '/supervision/records?tab=links',
    '/track',
  ],
};

const addressOf = (path: string) =>
  path
    .replace('{order}', named.order)
    .replace('{digits}', named.order.slice(1))
    .replace('{case}', named.case)
    .replace('{project}', named.project);

/** The rules of WCAG 2.2, levels A and AA. */
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What the page, or a part of it, offends against, as one reads it. */
async function offences(page: Page, part = 'html'): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include(part).withTags(levels).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
  );
}

/** Whether nothing fades in or out any more: what is half there has too little contrast. */
const isStill = `document.getAnimations().every(({ playState, effect }) => playState !== 'running' || effect.getTiming().iterations === Infinity)`;

/** The same of each form that the page opens and no page before did, by the name of its button. */
async function offencesOfForms(page: Page, tried: Set<string>): Promise<string[]> {
  const buttons = page.locator('main button[aria-haspopup="dialog"]');
  const found: string[] = [];
  for (const name of await buttons.allInnerTexts()) {
    if (tried.has(name)) continue;
    tried.add(name);
    await buttons.filter({ hasText: name }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('button[type="submit"]').waitFor();
    await waitFor({ what: `the form ${name} to stand still` }, () => page.evaluate<boolean>(isStill));
    found.push(...(await offences(page, '[role="dialog"]')).map((offence) => `${name}: ${offence}`));
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }
  return found;
}

/** How many pixels of the page lie beyond this width, once its charts have followed. */
async function cutOff(page: Page, width: number): Promise<number> {
  await page.setViewportSize({ width, height: 800 });
  const beyond = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  const pixels = () => page.evaluate<number>(beyond);
  await waitFor({ what: 'the width', withinMs: 3_000 }, async () => (await pixels()) <= 0).catch(
    () => undefined,
  );
  return pixels();
}

/** Forms take as long as all pages: in English they are tried with DOUDI_FORMS=all. */
const triesForms = (language: string) => language === 'zh-CN' || process.env['DOUDI_FORMS'] === 'all';

const cases = Object.entries(pages).flatMap(([person]) =>
  (['zh-CN', 'en-GB'] as const).map((language) => [person, language] as const),
);

inBrowser('nobody judges the pages of the console').each(cases)(
  'the pages of %s in %s offend against no rule of WCAG 2.2 AA, nor do their forms, and nothing is cut at 200 % and at 360 pixels',
  async (person, language) => {
    const { context, page } = await openAs(person, '/', { language });
    const found: Record<string, unknown> = {};
    const tried = new Set<string>();
    for (const path of pages[person] ?? []) {
      await page.goto(`${suite.gateway}${addressOf(path)}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      const wide = await offences(page);
      const forms = triesForms(language) ? await offencesOfForms(page, tried) : [];
      // a window of 1,280 pixels at 200 % has 640
      const cut = [await cutOff(page, 640), await cutOff(page, 360)];
      await page.setViewportSize({ width: 1_280, height: 900 });
      if (wide.length + forms.length > 0 || Math.max(...cut) > 0) found[path] = { wide, forms, cut };
    }
    expect(found).toEqual({});
    await context.close();
  },
  900_000,
);
