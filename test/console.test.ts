import { leftAlone, seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { inBrowser } from './browser.ts';
import { windows } from './console-windows.ts';
import { suiteStack } from './stack.ts';
import { walkOrder } from './walk-order.ts';

const suite = suiteStack({ realDayMs: 4_000 });
const hostile = '<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>{{constructor}}';

const { openAs, close } = windows(() => suite.gateway);
let seedOrder = '';
let redOrder = '';

/** One order that is done, with its papers and results, and one whose planning nobody touches. */
beforeAll(async () => {
  const { enterprise, agent, project, track } = seedCase;
  ({ orderNo: seedOrder } = await walkOrder(suite.api, {
    ...{ enterprise, agent, track },
    project: { ...project, name: hostile.slice(0, 100) },
  }));
  const left = { ...leftAlone, tasks: ['record', 'order-meeting'] as const };
  ({ orderNo: redOrder } = await walkOrder(suite.api, left));
}, 240_000);
afterAll(close);

const browserTest = inBrowser('nobody opens the console');

browserTest(
  'signing in comes back to the page one was on, and a reload asks nobody again',
  async () => {
    const { context, page } = await openAs('enterprise-yunzhan', `/orders/${seedOrder}?tab=events`);
    await page.getByRole('heading', { name: seedOrder }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: seedOrder }).waitFor();
    expect(new URL(page.url()).search).toBe('?tab=events');
    await context.close();
  },
  60_000,
);

browserTest(
  'a session that has expired is renewed in silence, and no token is in an address or in the stores of the browser',
  async () => {
    const { context, page } = await openAs('enterprise-yunzhan', '/');
    const visited: string[] = [];
    page.on('framenavigated', (frame) => visited.push(frame.url()));
    let renewals = 0;
    page.on('request', (request) => {
      if (request.postData()?.includes('grant_type=refresh_token')) renewals += 1;
    });
    // the first read of the list is answered as it is with a token that has expired
    await page.route('**/v1/progress*', (route) => route.fulfill({ status: 401, json: {} }), { times: 1 });
    await page.getByRole('link', { name: '订单', exact: true }).click();
    await page.getByRole('table').getByRole('link', { name: seedOrder, exact: true }).waitFor();
    expect(renewals).toBe(1);
    const kept = await page.evaluate<string>('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');
    const { cookies } = await context.storageState();
    const isToken = /eyJ[\w-]+\.[\w-]+\.[\w-]+|refresh_token|access_token/u;
    expect(
      [kept, ...visited, ...cookies.map(({ value }) => value)].filter((text) => isToken.test(text)),
    ).toEqual([]);
    await context.close();
  },
  60_000,
);

browserTest(
  'what people typed is shown as they typed it and runs nowhere, and the policy has nothing to complain of',
  async () => {
    const { context, page, seen } = await openAs('enterprise-yunzhan', '/orders');
    await page.getByText(hostile.slice(0, 100)).first().waitFor();
    for (const tab of ['ledger', 'steps', 'events', 'related', 'results', 'what-if']) {
      await page.goto(`${suite.gateway}/orders/${seedOrder}?tab=${tab}`);
      await page.getByRole('tabpanel').waitFor();
    }
    expect(await page.evaluate("'harmed' in window")).toBe(false);
    expect(seen.complaints).toEqual([]);
    expect([...seen.hosts]).toEqual([suite.gateway]);
    await context.close();
  },
  90_000,
);

/** Runs in the page: an inline script, an inline style, and a text as code, which is what `eval` is to a policy. */
const tryInline = `(async () => {
  const violations = [];
  document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));
  const script = document.createElement('script');
  script.textContent = 'window.harmed = 1';
  const style = document.createElement('style');
  style.textContent = 'body { display: none }';
  document.body.append(script, style);
  setTimeout('window.harmed = 1', 0);
  const until = Date.now() + 5000;
  while (violations.length < 3 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
  return { violations: violations.sort(), harmed: 'harmed' in window };
})()`;

browserTest(
  'an inline script, an inline style and eval are refused by the policy',
  async () => {
    const { context, page } = await openAs('enterprise-yunzhan', '/');
    const refused = await page.evaluate(tryInline);
    expect(refused).toEqual({
      violations: ['script-src', 'script-src-elem', 'style-src-elem'],
      harmed: false,
    });
    await context.close();
  },
  60_000,
);

browserTest(
  "an order's page follows what happens within seconds, without a reload",
  async () => {
    const { context, page } = await openAs('enterprise-yueci', `/orders/${redOrder}`);
    const holder = page.locator('.facts').getByText('审查人');
    await holder.waitFor();
    const path = `/v1/tasks/${redOrder}/planning-conditions/review`;
    await suite.api.post('reviewer-nrp', path, { opinion: 'approve', note: '符合规划条件' });
    await page.locator('.facts').getByText('核准人').waitFor({ timeout: 6_000 });
    await context.close();
  },
  60_000,
);

browserTest(
  'the ledger prints on one page of A4, and its totals are those of the API',
  async () => {
    const { context, page } = await openAs('enterprise-yunzhan', `/orders/${seedOrder}/ledger`);
    await page.locator('table.ledger').waitFor();
    await page.emulateMedia({ media: 'print' });
    const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page[^s]/gu)).toHaveLength(1);
    const { buckets, usedDays } = await suite.api.get<{ buckets: Record<string, number>; usedDays: number }>(
      'enterprise-yunzhan',
      `/v1/progress/${seedOrder}`,
    );
    const printed = await page.locator('.totals strong').allTextContents();
    expect(printed.map((text) => Number.parseInt(text))).toEqual(
      ['GOV', 'AGENCY', 'OWNER', 'EXCLUDED'].map((bucket) => buckets[bucket]),
    );
    expect(await page.locator('table.ledger tfoot td').last().textContent()).toBe(String(usedDays));
    await context.close();
  },
  60_000,
);

browserTest(
  'a page that is not his is said kindly to be not there',
  async () => {
    const { context, page } = await openAs('enterprise-shanxi', `/orders/${seedOrder}`);
    await page.getByText('这里没有您可以查看的内容').waitFor();
    await context.close();
  },
  60_000,
);

browserTest(
  'what was typed stays when the server cannot be reached, and is sent once when it can',
  async () => {
    const { context, page } = await openAs('agent-xu', `/orders/${redOrder}`);
    await page.getByRole('button', { name: '撤回订单' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('理由').fill('企业另行选址');
    const keys: (string | undefined)[] = [];
    await page.route('**/withdrawal', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      if (keys.length === 1) await route.abort();
      else await route.continue();
    });
    await dialog.getByRole('button', { name: '撤回订单' }).click();
    await dialog.getByText('联系不上服务器').waitFor();
    expect(await dialog.getByLabel('理由').inputValue()).toBe('企业另行选址');
    await dialog.getByRole('button', { name: '重试' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
    await waitFor({ what: 'the end of the order' }, async () => {
      const { outcome } = await suite.api.get<{ outcome: string | null }>(
        'agent-xu',
        `/v1/progress/${redOrder}`,
      );
      return outcome === 'withdrawn';
    });
    await context.close();
  },
  90_000,
);
