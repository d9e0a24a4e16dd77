import { accessMatrix } from '@doudi/testing/access/access-matrix';
import { testAccess } from '@doudi/testing/generated-tests';
import { mandateSetter } from '@doudi/testing/database/mandate-setter';
import { approvalWorkflows } from './service.ts';
import { testFloor, type TestFloor } from './test-floor.ts';
import { floorSamples, floorThings, parties, type FloorThings } from './test-samples.ts';

let house: TestFloor;
let things: FloorThings;
const matrix = accessMatrix({
  routes: approvalWorkflows.table,
  samples: floorSamples(() => ({ house, things })),
  parties,
  world: () => ({
    ...house,
    setMandates: mandateSetter(house.database.url, parties.ours.agentId),
    witness: () => house.far.asked.length,
  }),
});
beforeAll(async () => {
  house = await testFloor();
  things = await floorThings(house);
});
afterAll(async () => {
  matrix.close();
  await house.close();
});

testAccess('floor', matrix);
