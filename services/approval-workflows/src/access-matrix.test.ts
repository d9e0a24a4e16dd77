import { accessMatrix } from '@doudi/infra/http/test-access';
import { mandateSetter } from '@doudi/infra/test/mandate-setter';
import { routes } from './routes.ts';
import { testFloor, type TestFloor } from './test-floor.ts';
import { floorSamples, floorThings, parties, type FloorThings } from './test-samples.ts';

let house: TestFloor;
let things: FloorThings;
const matrix = accessMatrix({
  routes: routes({} as Parameters<typeof routes>[0]),
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

test('no sample is of a URL that is not in the table', () => expect(matrix.strays).toEqual([]));

describe(`the floor's access matrix of ${matrix.cells} squares`, () => {
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
