import { expect, test } from '@jest/globals';
import { boardOf, daysSince, isLateCase, type ListedCase } from './case-model.ts';

const aCase = (given: Partial<ListedCase> = {}): ListedCase => ({
  ...{
    caseNo: 'DD20170726000197',
    way: 'counter',
    cause: 'papers',
    isUrgent: false,
    orderNo: null,
    step: null,
  },
  ...{ commissionNo: null, level: 'L1', levelSince: '2017-07-26T10:00:00+08:00', dueDay: '2017-07-31' },
  ...{ provisional: false, requiredBy: null, state: 'open', outcome: null, handler: null, lead: null },
  ...{ reopenings: 0, openedAt: '2017-07-26T10:00:00+08:00', contactedAt: null, contactMissedAt: null },
  ...{ answeredAt: null, closedAt: null, mergedInto: null },
  ...given,
});

test('every level has its column, also an empty one, and closed cases have none', () => {
  const board = boardOf([aCase(), aCase({ level: 'L3' }), aCase({ level: 'L3', state: 'closed' })]);
  expect(board.map(({ level, cases }) => [level, cases.length])).toEqual([
    ['L0', 0],
    ['L1', 1],
    ['L2', 0],
    ['L3', 1],
    ['L4', 0],
  ]);
});

test('urgent cases stand first, then those due first, also by the day they are required by', () => {
  const urgent = aCase({ caseNo: 'a', isUrgent: true, dueDay: null });
  const required = aCase({ caseNo: 'b', requiredBy: '2017-07-28T09:00:00+08:00' });
  const due = aCase({ caseNo: 'c', dueDay: '2017-07-29' });
  const older = aCase({ caseNo: 'd', openedAt: '2017-07-20T10:00:00+08:00' });
  const [, l1] = boardOf([aCase({ caseNo: 'e' }), older, due, required, urgent]);
  expect(l1?.cases.map(({ caseNo }) => caseNo)).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('age counts whole days of the calendar', () => {
  expect(daysSince('2017-07-26T10:00:00+08:00', '2017-07-27T09:59:59+08:00')).toBe(0);
  expect(daysSince('2017-07-26T10:00:00+08:00', '2017-07-30T10:00:00+08:00')).toBe(4);
});

test('a case is late after the day of its level or the instant it is required by, until it is answered', () => {
  const at = { officeDay: '2017-07-31', now: '2017-07-31T12:00:00+08:00' };
  expect(isLateCase(aCase(), at)).toBe(false);
  expect(isLateCase(aCase(), { ...at, officeDay: '2017-08-01' })).toBe(true);
  expect(isLateCase(aCase({ requiredBy: '2017-07-31T11:00:00+08:00' }), at)).toBe(true);
  const answered = aCase({ answeredAt: '2017-07-31T11:00:00+08:00' });
  expect(isLateCase(answered, { ...at, officeDay: '2017-08-01' })).toBe(false);
});
