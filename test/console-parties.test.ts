import { commissionNoOf } from '@doudi/workflows';
import type { Page } from 'playwright-core';
import { decide } from '../stack/src/demo/actions.ts';
import { handInPapers } from '../stack/src/demo/open-order.ts';
import { seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { inBrowser } from './browser.ts';
import { windows } from './console-windows.ts';
import { suiteStack } from './stack.ts';

const suite = suiteStack({ realDayMs: 20_000 });
const { openAs, close } = windows(() => suite.gateway);
afterAll(close);

const { enterprise, agent, project } = seedCase;
const order = { no: '' };
const commissionNo = () => commissionNoOf(order.no, 'scheme-design');

const browserTest = inBrowser('no enterprise, agent or agency works in the console');

/** Opens what a button of this name offers, fills its form, and sends it by the button of the same name. */
async function act(page: Page, name: string, fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void>) {
  await page.getByRole('button', { name, exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await fill(dialog);
  await dialog.getByRole('button', { name, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Chooses of a list that unfolds. */
async function choose(page: Page, list: ReturnType<Page['getByLabel']>, option: string | RegExp) {
  await list.click();
  await page.getByTitle(option).first().click();
}

browserTest(
  'an enterprise registers its project and gives an agent a mandate',
  async () => {
    const { context, page } = await openAs(enterprise, '/projects/new');
    await page.getByLabel('代码', { exact: true }).fill(project.code);
    await page.getByLabel('名称', { exact: true }).fill(String(project['name']));
    await page.getByLabel('企业名称').fill(String(project['enterpriseName']));
    await page.getByLabel('总投资（元）').fill(String(project['investmentYuan']));
    await page.getByLabel('用地面积（公顷）').fill(String(project['landHectares']));
    await page.getByLabel('行业').fill(String(project['industry']));
    await page.getByRole('button', { name: '登记项目' }).click();
    await page.getByText(project.code).first().waitFor();

    await page.goto(`${suite.gateway}/projects/${project.code}?tab=mandates`);
    await page.getByRole('button', { name: '授权代办员' }).click();
    const dialog = page.getByRole('dialog');
    await choose(page, dialog.getByLabel('代办员'), /p-1001/u);
    for (const box of await dialog.getByRole('checkbox').all()) await box.check();
    await dialog.getByLabel('到期时间').fill('2027-06-01T10:00');
    await dialog.getByRole('button', { name: '授权代办员' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('cell', { name: /p-1001/u }).waitFor();
    await context.close();
  },
  120_000,
);

browserTest(
  'the agent places an order on track 50 in three steps, and comes to its page',
  async () => {
    const { context, page } = await openAs(agent, '/orders/new');
    await choose(page, page.getByLabel('项目', { exact: true }), new RegExp(project.code, 'u'));
    await page.getByRole('button', { name: '下一步：选档' }).click();
    await page.getByRole('radio', { name: '50天档' }).check();
    await page.getByRole('button', { name: '下一步：确认' }).click();
    await page.getByRole('button', { name: '确认下单' }).click();
    await page.waitForURL(/\/orders\/O\d+/u);
    order.no = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await page.locator('.timeline svg').waitFor();
    await context.close();
  },
  120_000,
);

browserTest(
  'an enterprise says what it needs and engages an agency, which signs and delivers, and accepts the result',
  async () => {
    const { api } = suite;
    await handInPapers(api, {
      ...{ enterprise, project },
      kinds: ['business-licence', 'filing-form', 'truth-statement', 'land-document', 'topographic-map'],
    });
    for (const [task, department] of [
      ['record', 'DRC'],
      ['order-meeting', 'ASC'],
      ['planning-conditions', 'NRP'],
    ] as const)
      await decide({ api, orderNo: order.no, task, enterprise }, department);
    const path = `/v1/commissions/${commissionNo()}`;
    await waitFor({ what: 'the commission' }, () => api.find(enterprise, path));

    const owner = await openAs(enterprise, `/commissions/${commissionNo()}`);
    await act(owner.page, '填写委托要求', async (dialog) => {
      await dialog.getByText('直接选定').click();
      await dialog.getByLabel('委托要求').fill('按规范编制，含附图附表');
    });
    await act(owner.page, '选定中介', async (dialog) => {
      await choose(owner.page, dialog.getByLabel('中介机构'), /A016/u);
      await dialog.getByLabel('价格（元）').fill('98000');
    });

    const agency = await openAs('agency-dsn', `/commissions/${commissionNo()}`);
    await agency.page.getByText('按规范编制，含附图附表').first().waitFor();
    await act(agency.page, '签订合同', () => Promise.resolve());
    await act(agency.page, '提交成果', (dialog) => dialog.getByLabel('说明').fill('成果一套'));
    await agency.context.close();

    await act(owner.page, '验收成果', () => Promise.resolve());
    await waitFor({ what: 'the accepted result' }, async () => {
      const { state } = await api.get<{ state: string }>(enterprise, path);
      return state === 'accepted';
    });
    await owner.context.close();
  },
  180_000,
);
