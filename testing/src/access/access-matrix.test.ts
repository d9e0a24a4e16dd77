import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { type Call, forbidden, get, notFound, post, type Route } from '@doudi/infra/http';
import { accessMatrix } from './access-matrix.ts';
import { testApp } from '../http/test-app.ts';
import type { Parties } from './people.ts';
import type { Sample } from '../samples.ts';

const party = (uscc: string) => ({ uscc, agentId: `agent-${uscc}`, department: uscc, agencyUscc: uscc });
const parties: Parties = { ours: party('A'), theirs: party('B'), nobody: party('C') };

const aThing = { zh: '东西', en: 'thing' };
const allow = { enterprise: 'own', supervisor: 'all', agent: 'mandated' } as const;
const params = z.strictObject({ no: z.string() });
type Of = Call<unknown, { no: string }>;

/** Things bear the USCC of their owner, or that of the agent's enterprise while `mandates` has it. */
const mandates = new Set(['A', 'B']);
const reaches = ({ scope: { all, uscc, agentId } }: Pick<Of, 'scope'>, owner: string) =>
  all || uscc === owner || (agentId === `agent-${owner}` && mandates.has(owner));
const notes = async ({ db, caller }: Pick<Of, 'db' | 'caller'>) =>
  void (await db.query('insert into notes values ($1, $2)', [caller.subject, '']));

const read = (handler: Route['handler']) => get('/v1/things/:no', { allow, params, handler });
const refuseReplay = () => Promise.resolve();
const write = (handler: Route['handler']) => post('/v1/things/:no', { allow, params, handler, refuseReplay });
const list = (handler: Route['handler']) => get('/v1/things', { allow, handler });
const of = (call: Call) => (call as Of).params.no;

const thing = (no: string) => ({ params: { no } });
const one: Sample = { own: () => thing('A'), foreign: () => thing('B'), none: thing('X') };
const listed: Sample = { own: () => ({}), lists: { own: () => 'A', foreign: () => 'B' } };

const shown = (items: readonly string[], next: string | null = null) =>
  Promise.resolve({ body: { items, next } });
const right = {
  read: read((call) => {
    if (of(call) === 'X' || !reaches(call, of(call))) throw notFound(aThing);
    return Promise.resolve({ body: {} });
  }),
  list: list((call) => shown(['A', 'B'].filter((owner) => reaches(call, owner)))),
};
const wrong: Record<string, readonly [Route, RegExp]> = {
  'shows everything to everyone': [read(() => Promise.resolve({ body: {} })), /200 instead of 404/],
  'tells foreign from unknown': [
    read((call) => {
      if (of(call) === 'X') throw notFound(aThing);
      if (!reaches(call, of(call))) throw notFound({ zh: '别人的东西', en: 'thing of another' });
      return Promise.resolve({ body: {} });
    }),
    /answered in different ways/,
  ],
  'answers 403 for what is foreign': [
    read((call) => {
      if (of(call) === 'X') throw notFound(aThing);
      if (!reaches(call, of(call))) throw forbidden({ zh: '不是您的', en: 'It is not yours' });
      return Promise.resolve({ body: {} });
    }),
    /403 instead of 404/,
  ],
  'acts before it refuses': [
    write(async (call) => {
      await notes(call);
      if (of(call) === 'X' || !reaches(call, of(call))) throw notFound(aThing);
      return { body: {} };
    }),
    /done all the same/,
  ],
  'lists what is foreign': [list(() => shown(['A', 'B'])), /not the empty list|B is in it/],
  'betrays by a cursor that there is more': [
    list((call) =>
      shown(
        ['A', 'B'].filter((owner) => reaches(call, owner)),
        call.scope.all ? null : 'more',
      ),
    ),
    /not the empty list/,
  ],
  'leaves out what is own': [list(() => shown([])), /A is not in it/],
};

/** What the matrix finds in a table with this one route. */
async function matrixOf(route: Route) {
  const served = await testApp([route]);
  const name = `${route.verb.toUpperCase()} ${route.path}`;
  const matrix = accessMatrix({
    routes: [route],
    samples: { [name]: route.path.endsWith(':no') ? one : listed },
    parties,
    world: () => ({
      ...{ url: served.url, pool: served.pool, bearer: served.identity.bearer },
      setMandates: (state) => Promise.resolve(state === 'active' ? mandates.add('A') : mandates.delete('A')),
    }),
  });
  const [row] = matrix.rows;
  const findings = (await row?.check()) ?? [];
  const ofMandates = (await row?.checkMandates()) ?? [];
  const ofAudit = await matrix.auditFaults();
  matrix.close();
  await served.close();
  return { findings, ofMandates, ofAudit, cells: matrix.cells };
}

test.each(Object.entries(right))('finds nothing where %s keeps its row', async (_name, route) => {
  expect(await matrixOf(route)).toMatchObject({ findings: [], ofMandates: [], ofAudit: [] });
});
test.each(Object.entries(wrong))('finds a URL that %s', async (_what, [route, reason]) => {
  expect((await matrixOf(route)).findings.join('\n')).toMatch(reason);
});
test('finds a URL to which a mandate that has ended is still good', async () => {
  const forgetful = read((call) => {
    const { all, uscc, agentId } = call.scope;
    if (!all && uscc !== of(call) && agentId !== `agent-${of(call)}`) throw notFound(aThing);
    return Promise.resolve({ body: {} });
  });
  expect((await matrixOf(forgetful)).ofMandates.join('\n')).toMatch(/revoked: 200/);
});
test('no URL goes without a sample', () => {
  const table = { routes: [right.read], samples: {}, parties, world: () => ({}) as never };
  expect(() => accessMatrix(table)).toThrow('GET /v1/things/:no has no sample');
});
