// Ten calls with the types openapi-typescript makes of the contract; compiling it shows that they say what is needed.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import createClient from 'openapi-fetch';
import type { components, paths } from './dist/openapi.d.ts';

interface Setting {
  readonly url: string;
  readonly agent: { readonly token: string; readonly subject: string };
  readonly enterprise: { readonly token: string };
  readonly project: components['schemas']['RegisterProject'];
}
const { url, agent, enterprise, project } = JSON.parse(process.env['CLIENT_SETTING'] ?? '') as Setting;
const clientOf = ({ token }: { token: string }) =>
  createClient<paths>({ baseUrl: url, headers: { Authorization: `Bearer ${token}` } });
const [asAgent, asEnterprise] = [clientOf(agent), clientOf(enterprise)];
const key = () => ({ header: { 'Idempotency-Key': randomUUID() } });

/** The body of a success. */
function good<Data>({ data, error }: { data?: Data; error?: { type: string; title: string } }): Data {
  assert(data !== undefined, `${error?.type}: ${error?.title}`);
  return data;
}

const clock = good(await asAgent.GET('/v1/clock'));
assert.match(clock.officeDay, /^\d{4}-\d\d-\d\d$/);

const categories = good(await asAgent.GET('/v1/agencies/categories'));
assert(categories.items.length > 0);

const agencies = good(await asAgent.GET('/v1/agencies', { params: { query: { limit: 5 } } }));
assert.equal(agencies.items.length, 5);

const registered = good(await asEnterprise.POST('/v1/projects', { params: key(), body: project }));
assert.equal(registered.investmentYuan, project.investmentYuan);

const projectCode = project.code;
const mandate = good(
  await asEnterprise.POST('/v1/mandates', {
    params: key(),
    body: { projectCode, agentId: agent.subject, scopes: ['order'], expiresAt: '2099-06-30T17:00:00+08:00' },
  }),
);
assert.equal(mandate.agentId, agent.subject);

const opening = { projectCode, track: '50' } as const;
const { orderNo } = good(await asAgent.POST('/v1/orders', { params: key(), body: opening }));

const path = { orderNo };
async function readProgress(attempts = 50): Promise<components['schemas']['Progress']> {
  const answer = await asAgent.GET('/v1/progress/{orderNo}', { params: { path } });
  // an order is read as soon as its workflow has begun
  if (answer.error?.status !== 404 || attempts === 0) return good(answer);
  await sleep(200);
  return readProgress(attempts - 1);
}
const progress = await readProgress();
const { GOV, AGENCY, OWNER, EXCLUDED } = progress.buckets;
assert.equal(GOV + AGENCY + OWNER + EXCLUDED, 0);
const holders = progress.steps.flatMap(({ tasks }) =>
  tasks.map((task) => (task.kind === 'review' ? task.department : task.category)),
);
assert(holders.includes('NRP') && holders.includes('DSN'));

const ledger = good(await asAgent.GET('/v1/progress/{orderNo}/ledger', { params: { path } }));
// as text for people it would come to those who ask for text/plain
assert(typeof ledger === 'object');
assert.equal(ledger.days[0]?.buckets.GOV, 0);

const outlook = good(
  await asAgent.POST('/v1/progress/{orderNo}/what-if', {
    params: { path },
    body: { assumptions: [{ kind: 'late', task: 'drawing-review', days: 3 }] },
  }),
);
assert.equal(outlook.assumptions[0]?.kind, 'late');

const { error: refusal } = await asAgent.POST('/v1/orders', { params: key(), body: opening });
assert(refusal?.type === '/problems/order-already-open');
assert.equal(refusal.orderNo, orderNo);
