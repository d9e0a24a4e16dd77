import { hostileInput } from '@doudi/testing/hostile/hostile-input';
import { testHostileInput } from '@doudi/testing/generated-tests';
import { intake } from './service.ts';
import { testService, type TestService } from './test-service.ts';
import { samples, sampleThings, parties, type Things } from './test-samples.ts';

let service: TestService;
let things: Things;
const hostile = hostileInput({
  document: intake.contract,
  routes: intake.table,
  samples: samples(() => ({ service, things })),
  parties,
  world: () => service,
  secrets: () => [parties.theirs.uscc, ...Object.values(things.theirs)],
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
