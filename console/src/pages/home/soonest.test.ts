import { expect, test } from '@jest/globals';
import { soonestFirst } from './soonest.ts';

test('late orders come first, then by the due day, those without one last', () => {
  const rows = [
    { light: 'PAUSED', dueDay: null },
    { light: 'GREEN', dueDay: '2017-08-25' },
    { light: 'RED', dueDay: '2017-08-01' },
    { light: 'YELLOW', dueDay: '2017-07-31' },
  ];
  expect(soonestFirst(rows).map(({ light }) => light)).toEqual(['RED', 'YELLOW', 'GREEN', 'PAUSED']);
});
