import fc from 'fast-check';
import type { Day } from '../../domain/calendar.ts';
import { deliveryActs, deliveryWays, type Delivery, type DeliveryAct } from '../../domain/delivery.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { shippedCalendar } from '../../domain/shipped-calendar.ts';
import { deliveryActions, deliveryLimit, deliveryProgress } from './delivery-progress.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);
const decidedAt = at('2017-08-11T10:00:00');
const aDelivery = (some: Partial<Delivery> = {}): Delivery => ({
  ...{ state: 'new', decidedAt, doneAt: null, acts: 0 },
  ...some,
});
const sent = { way: 'courier', isRevoked: false } as const;
const collected = { way: 'counter', isRevoked: false } as const;
const later = at('2017-08-14T10:00:00');

/** The acts one after the other; the first refusal ends it. */
function after(acts: readonly DeliveryAct[], known: typeof sent | typeof collected) {
  let delivery = aDelivery();
  for (const act of acts) {
    const next = deliveryProgress(delivery, { act, at: later }, known);
    if (isRefusal(next)) return next;
    delivery = next;
  }
  return delivery;
}

test('what is sent goes to a courier and is done with the proof', () => {
  expect(after(['dispatch'], sent)).toMatchObject({ state: 'ongoing', doneAt: null });
  expect(after(['dispatch', 'prove'], sent)).toMatchObject({ state: 'done', doneAt: later, acts: 2 });
});

test('at the counter it is done at once, also when a courier was wished', () => {
  expect(after(['hand-over'], collected)).toMatchObject({ state: 'done', doneAt: later });
  expect(after(['hand-over'], sent)).toMatchObject({ state: 'done' });
});

test('nothing is sent to who wished for no courier', () => {
  expect(after(['dispatch'], collected)).toEqual({ refused: 'no-courier-wished' });
});

test('a cancelled delivery is made anew', () => {
  expect(after(['dispatch', 'cancel'], sent)).toMatchObject({ state: 'cancelled', doneAt: null });
  expect(after(['dispatch', 'cancel', 'renew', 'hand-over'], sent)).toMatchObject({ state: 'done', acts: 4 });
});

test('what is handed over stays so', () => {
  for (const act of deliveryActs)
    expect(after(['hand-over', act], sent)).toMatchObject({ refused: 'delivery-not-there', state: 'done' });
});

test('a result that was taken back is not handed over, and what is on its way can end', () => {
  const revoked = { way: 'courier', isRevoked: true } as const;
  expect(deliveryActions(aDelivery(), revoked).map(({ act }) => act)).toEqual(['cancel']);
  expect(deliveryActions(aDelivery({ state: 'ongoing' }), revoked).map(({ act }) => act)).toEqual([
    'prove',
    'cancel',
  ]);
  expect(deliveryProgress(aDelivery(), { act: 'hand-over', at: later }, revoked)).toEqual({
    refused: 'revoked-already',
  });
});

const limit = (delivery: Delivery, now: number, isRevoked = false) =>
  deliveryLimit(shippedCalendar, delivery, { now, isRevoked });

test('a result is handed over within ten working days after the day of the decision, until 17:00', () => {
  expect(limit(aDelivery(), at('2017-08-25T16:59:59.999'))).toEqual({ dueDay: '2017-08-25', isLate: false });
  expect(limit(aDelivery(), at('2017-08-25T17:00:00'))).toEqual({ dueDay: '2017-08-25', isLate: true });
});

test('only the proof ends the limit: neither the courier nor a cancellation does', () => {
  const longAfter = at('2017-10-10T10:00:00');
  for (const state of ['new', 'ongoing', 'cancelled'] as const)
    expect(limit(aDelivery({ state }), longAfter).isLate).toBe(true);
  expect(limit(aDelivery({ state: 'done', doneAt: later }), longAfter).isLate).toBe(false);
  expect(limit(aDelivery({ state: 'done', doneAt: longAfter }), longAfter).isLate).toBe(true);
});

test('of a result that was taken back nothing is due', () => {
  expect(limit(aDelivery(), at('2018-01-10T10:00:00'), true)).toEqual({ dueDay: null, isLate: false });
});

// The oracle: the sentences of the task, one line each, and days counted off one by one.
const sentences: readonly (readonly [from: string, act: DeliveryAct, to: string])[] = [
  ['new', 'dispatch', 'ongoing'],
  ['new', 'hand-over', 'done'],
  ['ongoing', 'prove', 'done'],
  ['new', 'cancel', 'cancelled'],
  ['ongoing', 'cancel', 'cancelled'],
  ['cancelled', 'renew', 'new'],
];
const isOff = (day: Day) => {
  const { off, work } = shippedCalendar;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return work.includes(day) ? false : off.includes(day) || weekday === 0 || weekday === 6;
};
const dayAfter = (day: Day) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10) as Day;
function workedAfter(day: Day, count: number): Day {
  let [found, left] = [day, count];
  while (left > 0) {
    found = dayAfter(found);
    if (!isOff(found)) left -= 1;
  }
  return found;
}

test('whatever is tried, in whatever order, a delivery follows the sentences, and what is listed is what is accepted', () => {
  const known = fc.record({ way: fc.constantFrom(...deliveryWays), isRevoked: fc.boolean() });
  const tried = fc.array(fc.record({ act: fc.constantFrom(...deliveryActs), known, wait: fc.nat(3e9) }), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(tried, (acts) => {
      let delivery = aDelivery();
      let now = decidedAt;
      for (const { act, known: outside, wait } of acts) {
        now += wait;
        const told = sentences.find(([from, done]) => from === delivery.state && done === act);
        const isBarred =
          (outside.isRevoked && !['prove', 'cancel'].includes(act)) ||
          (act === 'dispatch' && outside.way === 'counter');
        const next = deliveryProgress(delivery, { act, at: now }, outside);
        expect(deliveryActions(delivery, outside).some((one) => one.act === act)).toBe(!isRefusal(next));
        expect(isRefusal(next)).toBe(told === undefined || isBarred);
        if (isRefusal(next)) continue;
        expect(next.state).toBe(told?.[2]);
        expect(next.doneAt).toBe(next.state === 'done' ? now : null);
        expect(next.acts).toBe(delivery.acts + 1);
        delivery = next;
      }
    }),
  );
});

test('the limit is the tenth working day counted off one by one, whenever it was decided', () => {
  const instants = fc.integer({ min: at('2017-01-10T00:00:00'), max: at('2019-12-01T00:00:00') });
  fc.assert(
    fc.property(instants, (decided) => {
      // the office day of the decision, by its clock
      const local = new Date(decided + 8 * 3_600_000);
      const own = local.toISOString().slice(0, 10) as Day;
      const day0 = isOff(own) || local.getUTCHours() >= 17 ? workedAfter(own, 1) : own;
      const { dueDay } = limit(aDelivery({ decidedAt: decided }), decided);
      expect(dueDay).toBe(workedAfter(day0, 10));
      const ends = Date.parse(`${dueDay}T17:00:00+08:00`);
      expect(limit(aDelivery({ decidedAt: decided }), ends - 1).isLate).toBe(false);
      expect(limit(aDelivery({ decidedAt: decided }), ends).isLate).toBe(true);
    }),
  );
});
