import { hostileInput } from '@doudi/testing/hostile/hostile-input';
import { testHostileInput } from '@doudi/testing/generated-tests';
import { approvalWorkflows } from './service.ts';
import { testFloor, type TestFloor } from './test-floor.ts';
import { floorSamples, floorThings, parties, type FloorThings } from './test-samples.ts';

let house: TestFloor;
let things: FloorThings;
const hostile = hostileInput({
  document: approvalWorkflows.contract,
  routes: approvalWorkflows.table,
  samples: floorSamples(() => ({ house, things })),
  parties,
  world: () => house,
  secrets: () => [parties.theirs.uscc, parties.theirs.agentId],
});
beforeAll(async () => {
  house = await testFloor();
  things = await floorThings(house);
});
afterAll(async () => {
  hostile.close();
  await house.close();
});

testHostileInput(hostile);
