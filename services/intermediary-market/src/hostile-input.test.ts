import { hostileInput } from '@doudi/infra/openapi/test-hostile';
import type { ActingParts } from './act-on-commission.ts';
import { contract } from './contract.ts';
import { routes } from './routes.ts';
import { openMarket, type TestMarket } from './test-market.ts';
import { giveMandates, marketSamples, marketThings, parties } from './test-samples.ts';

let market: TestMarket;
let listed: { ours: string; theirs: string };
const hostile = hostileInput({
  document: contract,
  routes: routes({} as ActingParts),
  samples: marketSamples(() => ({ market, listed })),
  parties,
  world: () => ({ ...market, bearer: market.tokenOf }),
  secrets: () => [parties.theirs.uscc, listed.theirs],
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
  hostile.close();
  await market.close();
});

test.each(hostile.rows)('hostile input does no harm to $name', async ({ check }) => {
  const { findings, tried } = await check();
  expect(findings).toEqual([]);
  expect(tried).toBeGreaterThan(10);
});
