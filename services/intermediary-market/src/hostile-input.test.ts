import { hostileInput } from '@doudi/testing/hostile/hostile-input';
import { testHostileInput } from '@doudi/testing/generated-tests';
import { intermediaryMarket } from './service.ts';
import { testService, type TestService } from './test-service.ts';
import { sampleThings, samples, parties, type Things } from './test-samples.ts';

let service: TestService;
let things: Things;
const hostile = hostileInput({
  document: intermediaryMarket.contract,
  routes: intermediaryMarket.table,
  samples: samples(() => ({ service, things })),
  parties,
  world: () => ({ ...service, bearer: service.tokenOf }),
  secrets: () => [parties.theirs.uscc, things.theirs],
});
beforeAll(async () => {
  service = await testService();
  things = await sampleThings(service);
});
afterAll(async () => {
  hostile.close();
  await service.close();
});

testHostileInput(hostile);
