import { expect, test } from '@jest/globals';
import { mainFirst } from './main-first.ts';

test('what is to be done comes before what steps back, each in the order of the server', () => {
  const actions = ['decline-engagement', 'sign-contract', 'withdraw', 'give-contract-file'].map((action) => ({
    action,
  }));
  expect(mainFirst(actions).map(({ action }) => action)).toEqual([
    'sign-contract',
    'give-contract-file',
    'decline-engagement',
    'withdraw',
  ]);
  expect(mainFirst([{ action: 'withdraw' }])).toHaveLength(1);
});
