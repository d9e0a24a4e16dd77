import { hostileInput } from '@doudi/testing/hostile/hostile-input';
import { testHostileInput } from '@doudi/testing/generated-tests';
import { intermediaryMarket } from './service.ts';
import { openMarket, type TestMarket } from './test-market.ts';
import { listedCommissions, marketSamples, parties, type Listed } from './test-samples.ts';

let market: TestMarket;
let listed: Listed;
const hostile = hostileInput({
  document: intermediaryMarket.contract,
  routes: intermediaryMarket.table,
  samples: marketSamples(() => ({ market, listed })),
  parties,
  world: () => ({ ...market, bearer: market.tokenOf }),
  secrets: () => [parties.theirs.uscc, listed.theirs],
});
beforeAll(async () => {
  market = await openMarket();
  listed = await listedCommissions(market);
});
afterAll(async () => {
  hostile.close();
  await market.close();
});

testHostileInput(hostile);
