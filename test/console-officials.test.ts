import type { Page } from 'playwright-core';
import type { List } from '../stack/src/demo/answers.ts';
import { leftAlone, seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { inBrowser } from './browser.ts';
import { windows } from './console-windows.ts';
import { testStack } from './stack.ts';
import { walkOrder } from './walk-order.ts';

/** A stack with a Temporal of its own, which has a UI. */
let system: Awaited<ReturnType<typeof testStack>>;
const { openAs, close } = windows(() => system.gateway);
let [newOrder, leftOrder] = ['', ''];

beforeAll(async () => {
  system = await testStack({ realDayMs: 3_000 });
  const left = { ...leftAlone, tasks: ['record', 'order-meeting'] as const };
  ({ orderNo: leftOrder } = await walkOrder(system.api, left));
  ({ orderNo: newOrder } = await walkOrder(system.api, { ...seedCase, tasks: [] }));
}, 180_000);
afterAll(async () => {
  await close();
  await system?.stop();
}, 60_000);

const browserTest = inBrowser(
  'nobody works at a department, the fallback window or the supervision in the console',
);

/** Tabs until what has the focus reads so. */
async function tabTo(page: Page, text: string): Promise<void> {
  for (let i = 0; i < 80; i += 1) {
    if ((await page.evaluate<string>('document.activeElement?.textContent?.trim() ?? ""')) === text) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`nothing that reads ${text} takes the focus`);
}

browserTest(
  'a fallback officer works on the case of the order left alone and closes it once its task is decided',
  async () => {
    // it comes of a task that is late beyond its overrun days, long before its step is red
    const caseNo = await waitFor({ what: `the case of ${leftOrder}`, withinMs: 120_000 }, async () => {
      const path = `/v1/cases?orderNo=${leftOrder}`;
      return (await system.api.get<List<{ caseNo: string }>>('officer-fang', path)).items[0]?.caseNo;
    });
    const { context, page } = await openAs('officer-fang', '/cases');
    await page.getByRole('link', { name: caseNo }).click();
    await page.getByRole('button', { name: '登记办理记录' }).click();
    await page.getByRole('dialog').getByLabel('处置方式').click();
    await page.getByTitle('电话联系').click();
    await page.getByRole('dialog').getByLabel('说明').fill('已联系承办部门');
    await page.getByRole('dialog').getByRole('button', { name: '登记办理记录' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('已联系承办部门').first().waitFor();
    for (const [person, act, body] of [
      ['reviewer-nrp', 'review', { opinion: 'approve', note: '符合' }],
      ['checker-nrp', 'check', { verdict: 'approve' }],
    ] as const)
      await system.api.post(person, `/v1/tasks/${leftOrder}/planning-conditions/${act}`, body);
    await page.getByRole('button', { name: '办结 · 协调办结' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('说明').fill('规划条件已出具');
    await dialog.getByRole('button', { name: '办结', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('待回访').first().waitFor();
    await context.close();
  },
  240_000,
);

browserTest(
  'a reviewer decides by keyboard alone, and the checker of the same department after him',
  async () => {
    const { context, page } = await openAs('reviewer-drc', '/tasks');
    await page.getByRole('link', { name: '备案赋码' }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '建议通过' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/tasks/${newOrder}/record`);
    await tabTo(page, '建议通过');
    await page.keyboard.press('Enter');
    const note = page.getByRole('dialog').getByLabel('说明');
    await note.waitFor();
    for (let i = 0; i < 10 && (await page.evaluate('document.activeElement?.tagName')) !== 'TEXTAREA'; i += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.type('材料齐全');
    await page.keyboard.press('Tab');
    await tabTo(page, '建议通过');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('已办理。').waitFor();
    await context.close();

    const checker = await openAs('checker-drc', `/tasks/${newOrder}/record`);
    await checker.page.getByText('材料齐全').first().waitFor();
    await checker.page.getByRole('button', { name: '核准通过' }).click();
    await checker.page.getByRole('dialog').getByRole('button', { name: '核准通过' }).click();
    await checker.page.getByRole('dialog').waitFor({ state: 'detached' });
    await waitFor({ what: 'the record decided' }, async () => {
      const { steps } = await system.api.get<{ steps: { tasks: { state: string }[] }[] }>(
        'enterprise-yunzhan',
        `/v1/progress/${newOrder}`,
      );
      return steps[0]?.tasks[0]?.state === 'done';
    });
    await checker.context.close();
  },
  120_000,
);

browserTest(
  'of two people at once the second is told who decided what, and keeps what he typed',
  async () => {
    const first = await openAs('reviewer-asc', `/tasks/${newOrder}/order-meeting`);
    await first.page.getByRole('button', { name: '建议通过' }).click();
    const dialog = first.page.getByRole('dialog');
    await dialog.getByLabel('说明').fill('会商一致');
    await system.api.post('reviewer-asc', `/v1/tasks/${newOrder}/order-meeting/review`, {
      opinion: 'approve',
      note: '另一人已会商',
    });
    await dialog.getByRole('button', { name: '建议通过' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByText('另一人已会商').waitFor();
    expect(await dialog.getByLabel('说明').inputValue()).toBe('会商一致');
    await first.context.close();
  },
  90_000,
);

browserTest(
  'an administrator finds the red step in the overview and follows the link into the Temporal UI',
  async () => {
    // the order meeting is reviewed, and nobody checks it
    const { context, page } = await openAs('administrator-sun', '/supervision');
    await page.locator('.lead').getByRole('link', { name: newOrder }).waitFor({ timeout: 60_000 });
    await page.goto(`${system.gateway}/supervision/records?tab=links`);
    const opened = context.waitForEvent('page');
    await page.locator('a[href*="/namespaces/"]').first().click();
    const ui = await opened;
    await ui
      .locator(`a[href*="${encodeURIComponent(`order/${newOrder}/step/project-initiation`)}"]`)
      .first()
      .waitFor({ timeout: 30_000 });
    await context.close();
  },
  180_000,
);
