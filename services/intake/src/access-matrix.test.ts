import { accessMatrix } from '@doudi/testing/access/access-matrix';
import { testAccess } from '@doudi/testing/generated-tests';
import { mandateSetter } from '@doudi/testing/database/mandate-setter';
import { intake } from './service.ts';
import { testService, type TestService } from './test-service.ts';
import { samples, sampleThings, parties, type Things } from './test-samples.ts';

let service: TestService;
let things: Things;
const matrix = accessMatrix({
  routes: intake.table,
  samples: samples(() => ({ service, things })),
  parties,
  world: () => ({
    ...service,
    setMandates: mandateSetter(service.database.url, parties.ours.agentId),
    witness: () => {
      const { orders, withdrawals, agents, changes } = service.workflows;
      return [orders.length, withdrawals.length, agents.length, changes.length];
    },
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

testAccess('intake', matrix);
