import fc from 'fast-check';
import { table } from './oracle.ts';
import { aPlan, on, orderMaker } from './order-maker.ts';
import { drawnCalendars } from './random-calendars.ts';
import { anyOrder } from './random-orders.ts';

test('the table of the oracle has the working days of the notices', () => {
  const year = (of: string) => table.filter(({ name }) => name.startsWith(of)).length;
  expect(['2016', '2017', '2020', '2025', '2026'].map(year)).toEqual([250, 249, 249, 248, 248]);
});

test('calendars drawn at random work weekends and never a day that is off', () => {
  for (const { off, work } of drawnCalendars) {
    expect(work.filter((day) => off.includes(day))).toEqual([]);
    expect(work.every((day) => [0, 6].includes(new Date(day).getUTCDay()))).toBe(true);
  }
});

test('an order made by finishing every task closes with its last', () => {
  const maker = orderMaker(aPlan('50'), on('2017-06-16'));
  for (let hour = 1; maker.openSteps().length > 0; hour++)
    for (const code of maker.openSteps()) maker.finish(code, on('2017-06-16') + hour * 3_600_000);
  const { steps, closedAt } = maker.order();
  expect(steps).toHaveLength(5);
  expect(closedAt).toBe(steps.find(({ code }) => code === 'construction-permit')?.closedAt);
});

test('random orders keep their ledgers in order and begin with a line at the opening', () => {
  fc.assert(
    fc.property(anyOrder, ({ steps }) => {
      for (const { ledger, openedAt } of steps) {
        expect(ledger[0]?.at).toBe(openedAt);
        expect(ledger.map(({ at }) => at)).toEqual(ledger.map(({ at }) => at).toSorted((a, b) => a - b));
      }
    }),
    { numRuns: 100 },
  );
});
