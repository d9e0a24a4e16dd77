import { accessMatrix } from '@doudi/testing/access/access-matrix';
import { testAccess } from '@doudi/testing/generated-tests';
import { mandateSetter } from '@doudi/testing/database/mandate-setter';
import { intermediaryMarket } from './service.ts';
import { openMarket, type TestMarket } from './test-market.ts';
import { listedCommissions, marketSamples, parties, type Listed } from './test-samples.ts';

let market: TestMarket;
let listed: Listed;
const matrix = accessMatrix({
  routes: intermediaryMarket.table,
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
  listed = await listedCommissions(market);
});
afterAll(async () => {
  matrix.close();
  await market.close();
});

testAccess('market', matrix);
