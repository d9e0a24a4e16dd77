import type { Agency, Qualification } from '../../domain/agency.ts';
import type { Day } from '../../domain/calendar.ts';
import { addMonths } from './civil-days.ts';
import { hiringRefusal, qualificationStanding } from './hiring.ts';
import { agencyAsOf } from './agency-standing.ts';
import { after, approved, at } from './test-agency.ts';

const now = at('2026-03-09 10:00');
const listed: Agency = agencyAsOf(after(approved), now);
const holds = (validThrough: string | null, category: Qualification['category'] = 'DSN'): Qualification => ({
  ...{ category, certificateNo: '样例证001号', validThrough: validThrough as Day | null },
});
const refusalOf = (qualifications: readonly Qualification[], when = now, agency = listed) =>
  hiringRefusal({ agency, qualifications }, 'DSN', when)?.refused;

test('a listed agency is hired for each category it is qualified for, and no other', () => {
  expect(refusalOf([holds(null, 'EIA'), holds('2027-01-01')])).toBeUndefined();
  expect(hiringRefusal({ agency: listed, qualifications: [holds(null, 'EIA')] }, 'DSN', now)).toEqual({
    ...{ refused: 'wrong-category', qualified: ['EIA'], needs: 'DSN' },
  });
});

test('a certificate holds through 24:00 of its last valid day and suspends its category from then on', () => {
  expect(refusalOf([holds('2026-03-09')], at('2026-03-10 00:00') - 1)).toBeUndefined();
  expect(refusalOf([holds('2026-03-09')], at('2026-03-10 00:00'))).toBe('qualification-expired');
});

test.each([
  ['2026-04-09 00:00', -1, 'valid'],
  ['2026-04-09 00:00', 0, 'expiring'],
  ['2026-05-10 00:00', -1, 'expiring'],
  ['2026-05-10 00:00', 0, 'expired'],
] as const)('a certificate through 9 May is, at %s %i ms, %s', (when, ms, standing) => {
  expect(qualificationStanding(holds('2026-05-09'), at(when) + ms)).toBe(standing);
});

test('a certificate without end is always valid', () => {
  expect(qualificationStanding(holds(null), at('2099-01-01 00:00'))).toBe('valid');
});

test('a warned agency is hired, a suspended one, one under repair and one not listed are not', () => {
  const warned = after(approved, ['warn', '2026-03-09 09:00']);
  const suspended = after(approved, ['suspend', '2026-03-09 09:00', 1]);
  const repairing = after(approved, ['suspend', '2026-03-09 08:00', 1], ['want-repair', '2026-03-09 09:00']);
  expect(
    [warned, suspended, repairing, after()].map((agency) => refusalOf([holds(null)], now, agency)),
  ).toEqual([...[undefined, 'agency-suspended', 'agency-suspended', 'agency-not-listed']]);
});

test('an agency whose notice is over is hired, whether or not that is written', () => {
  expect(refusalOf([holds(null)], at('2026-03-06 17:00'), after(approved))).toBeUndefined();
  expect(refusalOf([holds(null)], at('2026-03-06 17:00') - 1, after(approved))).toBe('agency-not-listed');
});

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2026-08-31', 6, '2027-02-28'],
  ['2026-12-15', 1, '2027-01-15'],
  ['2028-02-29', 12, '2029-02-28'],
])('%s and %i months is %s', (day, months, end) => {
  expect(addMonths(day as Day, months)).toBe(end);
});
