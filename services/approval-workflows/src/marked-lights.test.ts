import { countByMarkedLight } from './marked-lights.ts';
import { anOrder, firstWrite, receivedAt, testService, type TestService } from './test-service.ts';

let test_: TestService;
beforeAll(async () => void (test_ = await testService()));
afterAll(() => test_.close());

/** An order whose first step has these lights in its events, in turn; `undone` takes one back. */
async function anOpenStep(serial: number, lights: readonly (readonly [string, number, 'undone'?])[]) {
  const order = anOrder({ orderNo: `O20170616000${serial}` });
  const write = firstWrite(order);
  await test_.activities.registerOrder(order);
  const marks = lights.map(([light, afterMs, undone], index) => ({
    ...{ seq: 2 + index, at: receivedAt + afterMs, by: null, detail: { light } },
    kind: undone ? 'light-undone' : 'light',
  }));
  const events = [...write.events, ...marks];
  await test_.activities.projectStep({ ...write, step: { ...write.step, events: events.length }, events });
}

test('open steps are counted by the light marked last that was not taken back', async () => {
  await anOpenStep(1, [['GREEN', 0]]);
  await anOpenStep(2, [['GREEN', 0], ['YELLOW', 5], ['RED', 9]]); // prettier-ignore
  await anOpenStep(3, [['GREEN', 0], ['RED', 9], ['RED', 9, 'undone']]); // prettier-ignore
  await anOpenStep(4, [['GREEN', 0], ['RED', 9], ['RED', 9, 'undone'], ['RED', 9]]); // prettier-ignore
  expect(await countByMarkedLight(test_.pool)).toEqual({ RED: 2, YELLOW: 0, PAUSED: 0, GREEN: 2 });
});

test('what is on record in the audit cannot be changed by the service', async () => {
  await expect(test_.pool.query('update audit set who = null')).rejects.toThrow('permission denied');
  await expect(test_.pool.query('delete from audit')).rejects.toThrow('permission denied');
});
