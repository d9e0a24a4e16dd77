import { expect, test } from '@jest/globals';
import { keptColumns } from './kept-columns.ts';

test.each([
  ['["light","due"]', ['light', 'due']],
  [null, []],
  ['["light",7]', ['light']],
  ['{"light":true}', []],
  ['not JSON', []],
])('what was kept as %s leaves out %j', (kept, leftOut) => {
  expect(keptColumns({ getItem: () => kept }, 'address')).toEqual(leftOut);
});
