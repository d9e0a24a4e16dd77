import { hostileInput } from '@doudi/testing/hostile/hostile-input';
import { testHostileInput } from '@doudi/testing/generated-tests';
import { intake } from './service.ts';
import { testCounter, type TestCounter } from './test-counter.ts';
import { counterSamples, counterThings, parties, type CounterThings } from './test-samples.ts';

let counter: TestCounter;
let things: CounterThings;
const hostile = hostileInput({
  document: intake.contract,
  routes: intake.table,
  samples: counterSamples(() => ({ counter, things })),
  parties,
  world: () => counter,
  secrets: () => [parties.theirs.uscc, ...Object.values(things.theirs)],
});
beforeAll(async () => {
  counter = await testCounter();
  things = await counterThings(counter);
});
afterAll(async () => {
  hostile.close();
  await counter.close();
});

testHostileInput(hostile);
