import { accessMatrix } from '@doudi/testing/access/access-matrix';
import { testAccess } from '@doudi/testing/generated-tests';
import { mandateSetter } from '@doudi/testing/database/mandate-setter';
import { intake } from './service.ts';
import { testCounter, type TestCounter } from './test-counter.ts';
import { counterSamples, counterThings, parties, type CounterThings } from './test-samples.ts';

let counter: TestCounter;
let things: CounterThings;
const matrix = accessMatrix({
  routes: intake.table,
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

testAccess('counter', matrix);
