import { expect, test } from '@jest/globals';
import { compareWithAccepted } from './accepted-changes.ts';

const change = 'GET /v1/a is gone';

test('a breaking change passes only when it is accepted with a reason', () => {
  expect(compareWithAccepted([change], [{ change, reason: 'nobody called it' }])).toEqual([]);
  expect(compareWithAccepted([change], [{ change, reason: ' ' }])).toEqual([`BREAKING: ${change}`]);
  expect(compareWithAccepted([change], [])).toEqual([`BREAKING: ${change}`]);
});

test('an accepted change that is none is named, so that the list stays short', () => {
  expect(compareWithAccepted([], [{ change, reason: 'nobody called it' }])).toEqual([
    `Accepted, but not a change: ${change}`,
  ]);
});
