import { accessMatrix } from '@doudi/infra/http/test-access';
import { mandateSetter } from '@doudi/infra/test/mandate-setter';
import type { ActingParts } from './act-on-commission.ts';
import { routes } from './routes.ts';
import { openMarket, type TestMarket } from './test-market.ts';
import { giveMandates, marketSamples, marketThings, parties } from './test-samples.ts';

let market: TestMarket;
let listed: { ours: string; theirs: string };
const matrix = accessMatrix({
  routes: routes({} as ActingParts),
  samples: marketSamples(() => ({ market, listed })),
  parties,
  world: () => ({
    ...market,
    bearer: market.tokenOf,
    setMandates: mandateSetter(market.database.url, parties.ours.agentId),
    witness: () => market.clock.rings,
  }),
});
beforeAll(async () => {
  market = await openMarket();
  await giveMandates(market);
  const { commission } = marketThings(market);
  listed = {
    ours: await commission('ours', 'contracting'),
    theirs: await commission('theirs', 'contracting'),
  };
});
afterAll(async () => {
  matrix.close();
  await market.close();
});

test('no sample is of a URL that is not in the table', () => expect(matrix.strays).toEqual([]));

describe(`the market's access matrix of ${matrix.cells} squares`, () => {
  test.each(matrix.rows)('$name answers in $cells squares as its row says', async ({ check }) => {
    expect(await check()).toEqual([]);
  });
  test.each(matrix.mandated)('a mandate revoked or expired ends the very next $name', async (row) => {
    expect(await row.checkMandates()).toEqual([]);
  });
  test('every write and every refused attempt has left one line in the audit, with who, what and status', async () => {
    expect(await matrix.auditFaults()).toEqual([]);
  });
});
