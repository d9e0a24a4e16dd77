import { openPool } from '@doudi/infra/database';
import { shanghaiDay } from '@doudi/workflows';
import { anEntry } from './test-people.ts';
import { warnOfExpiry } from './warn-of-expiry.ts';
import { testService, theirs, type TestService } from './test-service.ts';
import { requestsOf } from './test-requests.ts';

let service: TestService;
let people: ReturnType<typeof requestsOf>;
beforeAll(async () => {
  service = await testService();
  people = requestsOf(service);
});
afterAll(() => service.close());

const mandate = (projectCode: string, changes: object = {}) => ({
  projectCode,
  agentId: 'agent-1',
  scopes: ['commission', 'order', 'order'],
  expiresAt: '2099-12-31T17:00:00+08:00',
  ...changes,
});

test('an enterprise records a mandate for its own project, numbered by the day', async () => {
  const code = await people.registered();
  const { body } = await people.send('enterprise', '/v1/mandates', mandate(code)).expect(201);
  const today = shanghaiDay(Date.now()).replaceAll('-', '');
  expect(body).toMatchObject({
    mandateNo: expect.stringMatching(new RegExp(`^M${today}\\d{4}$`)) as string,
    scopes: ['order', 'commission'],
    state: 'active',
    expiresAt: '2099-12-31T17:00:00+08:00',
  });
});

test('an administrator may record it too; a stranger and the agent may not', async () => {
  const code = await people.registered();
  await people.send('administrator', '/v1/mandates', mandate(code)).expect(201);
  await people.send('stranger', '/v1/mandates', mandate(code)).expect(404);
  await people.send('agent', '/v1/mandates', mandate(code)).expect(403);
  await people
    .send('enterprise', '/v1/mandates', mandate(await people.registered({ uscc: theirs })))
    .expect(404);
});

test('an agent is told of a mandate, that it ends soon, and that it was revoked; the enterprise of what it did not do', async () => {
  const code = await people.registered();
  const soon = new Date(Date.now() + 20 * 86_400_000).toISOString();
  const { body } = await people
    .send('enterprise', '/v1/mandates', mandate(code, { expiresAt: soon }))
    .expect(201);
  const warn = warnOfExpiry(service.dependencies);
  await Promise.all([warn(), warn()]);
  await warn();
  const told = async (who: 'agent' | 'enterprise') => {
    const { items } = (await people.ask(who, '/v1/inbox/intake/notices')).body;
    return (items as unknown as { about: string; kind: string }[])
      .filter(({ about }) => about === body.mandateNo)
      .map(({ kind }) => kind)
      .sort();
  };
  expect(await told('agent')).toEqual(['mandate-expiring', 'mandate-granted']);
  expect(await told('enterprise')).toEqual(['mandate-expiring']);
  await people.send('enterprise', `/v1/mandates/${body.mandateNo}/revocation`).expect(200);
  await people.send('enterprise', `/v1/mandates/${body.mandateNo}/revocation`).expect(200);
  // the mandate gone, what stays to be read is that it is
  expect(await told('agent')).toEqual(['mandate-revoked']);
});

test('a mandate without scope, or one that has expired before it begins, is a fault', async () => {
  const code = await people.registered();
  await people.send('enterprise', '/v1/mandates', mandate(code, { scopes: [] })).expect(400);
  const past = await people
    .send('enterprise', '/v1/mandates', mandate(code, { expiresAt: '2017-06-16T10:00:00+08:00' }))
    .expect(422);
  expect(past.body).toMatchObject({ faults: [{ at: '/expiresAt' }] });
});

test.each(['13800138000', '+86 138 0013 8000', '娄小楼', 'lou@example.cn', '330683199001011234', ''])(
  'what does not look like a subject id is no agent: %s',
  async (agentId) => {
    const code = await people.registered();
    const { body } = await people.send('enterprise', '/v1/mandates', mandate(code, { agentId })).expect(400);
    expect(body.faults).toEqual([{ at: '/agentId', fault: expect.stringContaining('p-1001') as string }]);
  },
);

test('the number of an identity card that ends with X is no agent', async () => {
  const code = await people.registered();
  const agentId = '33068319900101123X';
  await people.send('enterprise', '/v1/mandates', mandate(code, { agentId })).expect(422);
});

test.each(['p-1001', '0b9f7a52-6f0e-4d53-9a7d-1f6b6a8e9a10', 'auth0|5f7c8ec7', 'urn:idp:42a'])(
  'subject ids of usual issuers are taken: %s',
  async (agentId) => {
    const code = await people.registered();
    await people.put('administrator', `/v1/people/${encodeURIComponent(agentId)}`, anEntry()).expect(200);
    await people.send('enterprise', '/v1/mandates', mandate(code, { agentId })).expect(201);
  },
);

describe('a mandate goes to an active agent of the roster', () => {
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  test.each([
    ['nobody', null],
    ['an agent who has left', { active: false }],
    ['somebody who is no agent', { roles: ['supervisor'] }],
  ])('and not to %s', async (called, entry) => {
    const agentId = `p-${called.length}`;
    if (entry) await people.put('administrator', `/v1/people/${agentId}`, anEntry(entry)).expect(200);
    const code = await people.registered();
    const { body } = await people.send('enterprise', '/v1/mandates', mandate(code, { agentId })).expect(422);
    expect(body.faults).toEqual([
      { at: '/agentId', fault: expect.stringContaining('/v1/people/agents') as string },
    ]);
  });

  test('and is read with his name', async () => {
    const code = await people.registered();
    const { body } = await people.send('enterprise', '/v1/mandates', mandate(code)).expect(201);
    expect(body).toMatchObject({ agentName: '代办员 agent-1', expiresSoon: false });
    const list = await people.ask('agent', `/v1/mandates?projectCode=${code}`).expect(200);
    expect(list.body.items).toEqual([body]);
  });

  test('one that ends within 30 days says so and waits in the inbox of both sides until it is renewed', async () => {
    const code = await people.registered();
    const waits = async (who: 'enterprise' | 'agent' | 'stranger') => {
      const { body } = await people.ask(who, '/v1/inbox/intake').expect(200);
      return body.items.filter((item) => item.projectCode === code);
    };
    const short = mandate(code, { expiresAt: inDays(29) });
    const { body } = await people.send('enterprise', '/v1/mandates', short).expect(201);
    expect(body).toMatchObject({ expiresSoon: true });
    const item = { kind: 'mandate-expiring', about: body.mandateNo, isLate: false };
    expect(await waits('enterprise')).toMatchObject([{ ...item, actions: [{ action: 'grant-mandate' }] }]);
    expect(await waits('agent')).toMatchObject([{ ...item, actions: [] }]);
    expect(await waits('stranger')).toEqual([]);
    await people.send('enterprise', '/v1/mandates', mandate(code)).expect(201);
    expect([...(await waits('enterprise')), ...(await waits('agent'))]).toEqual([]);
  });

  test('one that ends later waits for nobody', async () => {
    const code = await people.registered();
    await people.send('enterprise', '/v1/mandates', mandate(code, { expiresAt: inDays(31) })).expect(201);
    const { body } = await people.ask('agent', '/v1/inbox/intake').expect(200);
    expect(body.items.filter((item) => item.projectCode === code)).toEqual([]);
  });
});

test('ten revocations at once all answer the instant that is on record', async () => {
  const code = await people.registered();
  const mandateNo = await people.mandated(code);
  const path = `/v1/mandates/${mandateNo}/revocation`;
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => people.send('enterprise', path).expect(200)),
  );
  const { rows } = await service.pool.query<{ at: Date }>(
    'select revoked_at as at from mandates where mandate_no = $1',
    [mandateNo],
  );
  const told = answers.map(({ body }) => Date.parse(body.revokedAt));
  expect(new Set(told)).toEqual(new Set([rows[0]?.at.getTime()]));
});

test('an answer given under a mandate is not repeated to the agent once it is revoked', async () => {
  const projectCode = await people.registered();
  const mandateNo = await people.mandated(projectCode);
  const order = { projectCode, track: '50' };
  const first = await people.send('agent', '/v1/orders', order, 'order-key').expect(201);
  const path = `/v1/orders/${first.body.orderNo}/withdrawal`;
  await people.send('agent', path, { reason: 'x' }, 'withdrawal-key').expect(202);
  const again = await people.send('agent', '/v1/orders', order, 'order-key').expect(201);
  expect(again.body).toEqual(first.body);
  await people.send('enterprise', `/v1/mandates/${mandateNo}/revocation`).expect(200);
  await people.send('agent', '/v1/orders', order, 'order-key').expect(404);
  await people.send('agent', path, { reason: 'x' }, 'withdrawal-key').expect(404);
});

test('revoking ends the mandate at once, and again changes nothing', async () => {
  const code = await people.registered();
  const mandateNo = await people.mandated(code);
  await people.ask('agent', `/v1/projects/${code}`).expect(200);
  const path = `/v1/mandates/${mandateNo}/revocation`;
  await people.send('stranger', path).expect(404);
  const first = await people.send('enterprise', path).expect(200);
  expect(first.body).toMatchObject({ state: 'revoked' });
  await people.ask('agent', `/v1/projects/${code}`).expect(404);
  const again = await people.send('administrator', path).expect(200);
  expect(again.body).toEqual(first.body);
});

test('both sides see a mandate, also after it has ended; others do not', async () => {
  const code = await people.registered();
  const mandateNo = await people.mandated(code);
  await people.send('enterprise', `/v1/mandates/${mandateNo}/revocation`).expect(200);
  const numbers = async (who: 'enterprise' | 'agent' | 'stranger' | 'otherAgent') => {
    const { body } = await people.ask(who, `/v1/mandates?projectCode=${code}`).expect(200);
    return body.items.map((item) => item.mandateNo);
  };
  expect(await numbers('enterprise')).toEqual([mandateNo]);
  expect(await numbers('agent')).toEqual([mandateNo]);
  expect(await numbers('stranger')).toEqual([]);
  expect(await numbers('otherAgent')).toEqual([]);
});

test('numbers go on after 9999 in a day', async () => {
  const today = shanghaiDay(Date.now());
  await service.pool.query(`insert into serials (kind, day, last) values ('M', $1, 9999)
    on conflict (kind, day) do update set last = 9999`, [today]); // prettier-ignore
  const mandateNo = await people.mandated(await people.registered());
  expect(mandateNo).toBe(`M${today.replaceAll('-', '')}10000`);
});

describe('the view of the mandates in force', () => {
  test.each(['approval_workflows', 'intermediary_market'])(
    '%s may read it, and nothing else of the service',
    async (role) => {
      const mandateCode = await people.registered();
      await people.mandated(mandateCode);
      const other = openPool({ url: service.database.url, role, max: 1 });
      const seen = await other.query(
        'select agent_id, project_code, uscc, scopes from intake.active_mandates where project_code = $1',
        [mandateCode],
      );
      expect(seen.rows).toEqual([expect.objectContaining({ agent_id: 'agent-1', scopes: ['order'] })]);
      await expect(other.query('select * from intake.projects')).rejects.toThrow('permission denied');
      await other.end();
    },
  );

  // Last: from here on the office clock is far ahead.
  test('a mandate expires by business time', async () => {
    const code = await people.registered();
    await people.mandated(code, { expiresAt: '2098-01-01T00:00:00+08:00' });
    await people.ask('agent', `/v1/projects/${code}`).expect(200);
    const { url } = service.database;
    const login = openPool({ url, role: new URL(url).username, max: 1 });
    await login.query(
      `insert into shared.office_clock (office_at, clock_at, rate) values ('2098-01-02', now(), 1)`,
    );
    await login.end();
    await people.ask('agent', `/v1/projects/${code}`).expect(404);
    const { body } = await people.ask('enterprise', `/v1/mandates?projectCode=${code}`).expect(200);
    expect(body).toMatchObject({ items: [{ state: 'expired' }] });
  });
});
