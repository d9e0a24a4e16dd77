import { expect, test } from '@jest/globals';
import { isCitable, standingOf, type Paper } from './paper-standing.ts';

const paper = { withdrawn: null, replacedBy: null, expiresDay: null };
const withdrawn = { by: 'p-1101', at: '2017-06-16T09:00:00+08:00', reason: '误传' };

test.each([
  [{}, 'stands'],
  [{ expiresDay: '2017-06-16' }, 'expiring'],
  [{ expiresDay: '2017-06-15' }, 'expired'],
  [{ expiresDay: '2017-07-15' }, 'expiring'],
  [{ expiresDay: '2017-07-16' }, 'stands'],
  [{ replacedBy: 'P201706160002', expiresDay: '2017-06-01' }, 'replaced'],
  [{ withdrawn, replacedBy: 'P201706160002' }, 'withdrawn'],
] as const)('a paper with %j is %s on 2017-06-16', (given, standing) => {
  expect(standingOf({ ...paper, ...given }, '2017-06-16')).toBe(standing);
});

test('only a paper that says what it covers, and stands, can be cited', () => {
  const survey = { ...paper, topics: ['land-survey'] } as unknown as Paper;
  expect(isCitable(survey, '2017-06-16')).toBe(true);
  expect(isCitable({ ...survey, topics: [] }, '2017-06-16')).toBe(false);
  expect(isCitable({ ...survey, withdrawn }, '2017-06-16')).toBe(false);
});
