import { agencyFigures, type Contract } from './agency-record.ts';

const aContract = (given: Partial<Contract> = {}): Contract => ({
  ...{ priceYuan: 1_000, promisedDays: 10, usedDays: 10, returns: 0, outcome: 'accepted' },
  ...given,
});
const late = (...days: readonly number[]) => days.map((n) => aContract({ usedDays: 10 + n }));

test('an agency that has signed nothing has no price, no median and nothing to count', () => {
  expect(agencyFigures([])).toEqual({
    ...{ lowestYuan: null, highestYuan: null, finished: 0, medianDays: null, returns: 0, running: 0 },
  });
});

test.each([
  ['one result', [3], 3],
  ['an odd number, in whatever order', [5, -2, 1], 1],
  ['an even number, with a half', [4, -1, 0, 1], 0.5],
  ['early ones', [-3, -6], -4.5],
])('the median of %s', (_, days, median) => {
  expect(agencyFigures(late(...days)).medianDays).toBe(median);
});

test('only accepted results have a median; running and given up contracts have prices and returns', () => {
  const contracts = [
    aContract({ usedDays: 12 }),
    aContract({ usedDays: 99, outcome: 'running', priceYuan: 500, returns: 2 }),
    aContract({ usedDays: 99, outcome: 'ended', priceYuan: 9_000, returns: 1 }),
    aContract({ priceYuan: null, usedDays: 12 }),
  ];
  expect(agencyFigures(contracts)).toEqual({
    ...{ lowestYuan: 500, highestYuan: 9_000, finished: 2, medianDays: 2, returns: 3, running: 1 },
  });
});
