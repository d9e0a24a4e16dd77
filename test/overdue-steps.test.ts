import { orderWorkflowId, stepWorkflowId } from '@doudi/workflows';
import type { List, ProgressAnswer } from '../stack/src/demo/answers.ts';
import { leftAlone, seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { inBrowser, openBrowser } from './browser.ts';
import { testStack } from './stack.ts';
import { walkOrder } from './walk-order.ts';

let system: Awaited<ReturnType<typeof testStack>>;
beforeAll(async () => {
  system = await testStack({ realDayMs: 200 });
}, 120_000);
afterAll(() => system?.stop(), 60_000);

inBrowser('nobody opens the overdue link')(
  'the links list what they say: the planning that is red and no step that waits, is paused or was late once; what waits; what one agent or department has',
  async () => {
    // the environmental assessments wait for an agency to be hired, so their clocks rest; so does one planning
    const initiation = ['record', 'order-meeting'] as const;
    const late = await walkOrder(system.api, { ...leftAlone, tasks: initiation });
    const other = await walkOrder(system.api, { ...seedCase, tasks: [...initiation, 'planning-conditions'] });
    await showing(other.orderNo, 'PAUSED, PAUSED');
    await showing(late.orderNo, 'RED, PAUSED');
    const { items } = await system.api.get<List<{ code: string; url: string }>>(
      'supervisor-qian',
      '/v1/supervision/links?agentId=p-1002',
    );
    const behind = (code: string) => listedBehind(items.find((link) => link.code === code)?.url ?? '');
    expect(items[0]?.code).toBe('overdue-steps');
    expect(await behind('overdue-steps')).toEqual([stepWorkflowId(late.orderNo, 'planning')]);
    expect((await behind('waiting-for-enterprise')).toSorted()).toEqual(
      [
        stepWorkflowId(other.orderNo, 'planning'),
        stepWorkflowId(other.orderNo, 'environmental-assessment'),
        stepWorkflowId(late.orderNo, 'environmental-assessment'),
      ].toSorted(),
    );
    const ofAgent = await behind('running-of-agent');
    expect(ofAgent).toContain(orderWorkflowId(late.orderNo));
    expect(ofAgent.filter((id) => id.includes(other.orderNo))).toEqual([]);
    expect(await behind('open-steps-NRP')).toEqual([stepWorkflowId(late.orderNo, 'planning')]);
  },
  240_000,
);

/** Waits for the lights of the steps that are open, planning and environmental assessment. */
const showing = (orderNo: string, lights: string) =>
  waitFor({ what: `${lights} on ${orderNo}` }, async () => {
    const { steps } = await system.api.get<ProgressAnswer>('supervisor-qian', `/v1/progress/${orderNo}`);
    const open = steps.filter(({ state }) => state === 'open');
    return open.map(({ light }) => light).join(', ') === lights;
  });

/** The ids of the workflows that the page lists, once it lists any. */
async function listedBehind(url: string): Promise<string[]> {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    const links = page.locator('table a[href*="/workflows/"]');
    await waitFor({ what: 'the list of overdue steps' }, async () => {
      await page.goto(url, { waitUntil: 'networkidle' });
      return (await links.count()) > 0;
    });
    const found = await Promise.all((await links.all()).map((link) => link.getAttribute('href')));
    return [...new Set(found.map(workflowIdIn))];
  } finally {
    await browser.close();
  }
}

const workflowIdIn = (href: string | null) =>
  decodeURIComponent(/\/workflows\/([^/]+)/.exec(href ?? '')?.[1] ?? '');
