import { accessMatrix } from '@doudi/infra/http/test-access';
import { mandateSetter } from '@doudi/infra/test/mandate-setter';
import { routes, type UseCases } from './routes.ts';
import { testCounter, type TestCounter } from './test-counter.ts';
import { counterSamples, counterThings, parties, type CounterThings } from './test-samples.ts';

let counter: TestCounter;
let things: CounterThings;
const matrix = accessMatrix({
  routes: routes({} as UseCases),
  samples: counterSamples(() => ({ counter, things })),
  parties,
  world: () => ({
    ...counter,
    setMandates: mandateSetter(counter.database.url, parties.ours.agentId),
    witness: () => [counter.far.orders.length, counter.far.withdrawals.length],
  }),
});
beforeAll(async () => {
  counter = await testCounter();
  things = await counterThings(counter);
});
afterAll(async () => {
  matrix.close();
  await counter.close();
});

test('no sample is of a URL that is not in the table', () => expect(matrix.strays).toEqual([]));

describe(`the counter's access matrix of ${matrix.cells} squares`, () => {
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
