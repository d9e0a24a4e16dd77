import { accessMatrix } from '@doudi/testing/access/access-matrix';
import { testAccess } from '@doudi/testing/generated-tests';
import { mandateSetter } from '@doudi/testing/database/mandate-setter';
import { intermediaryMarket } from './service.ts';
import { testService, type TestService } from './test-service.ts';
import { sampleThings, samples, parties, type Things } from './test-samples.ts';

let service: TestService;
let things: Things;
const matrix = accessMatrix({
  routes: intermediaryMarket.table,
  samples: samples(() => ({ service, things })),
  parties,
  world: () => ({
    ...service,
    bearer: service.tokenOf,
    setMandates: mandateSetter(service.database.url, parties.ours.agentId),
  }),
});
beforeAll(async () => {
  service = await testService();
  things = await sampleThings(service);
});
afterAll(async () => {
  matrix.close();
  await service.close();
});

testAccess('market', matrix);
