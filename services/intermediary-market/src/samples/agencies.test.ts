import { categories } from '@doudi/workflows';
import { sampleAgencies } from './agencies.ts';
import { sampleCategories } from './categories.ts';
import { inventedUscc } from './uscc.ts';

test.each(['91330683MAFAKE107P', '91330683MAFAKE0274', '91330683MAFAKE06XC'])(
  'computes both check characters of %s',
  (uscc) => expect(inventedUscc(uscc.slice(0, 8), uscc.slice(8, 16))).toBe(uscc),
);

test('the samples are the 20 categories in their order and 145 agencies, no code or name twice', () => {
  expect(sampleCategories.map(({ code }) => code)).toEqual(categories);
  expect(sampleAgencies).toHaveLength(145);
  for (const key of ['agencyNo', 'uscc', 'zh'] as const)
    expect(new Set(sampleAgencies.map((agency) => agency[key])).size).toBe(145);
});

test('every name says that it is invented and about 3 % are suspended', () => {
  for (const { zh, uscc } of sampleAgencies)
    expect([zh, uscc]).toEqual([expect.stringContaining('虚构'), expect.stringContaining('FAKE')]);
  expect(sampleAgencies.filter(({ status }) => status === 'suspended')).toHaveLength(4);
});

test.each([
  ['DSN', '91330683MAFAKE107P'],
  ['EIA', '91330683MAFAKE115J'],
  ['DRW', '91330683MAFAKE123D'],
])('the first %s agency is listed and belongs to a sample person', (category, uscc) => {
  const first = sampleAgencies.find((agency) => agency.category === category);
  expect(first).toMatchObject({ uscc, status: 'listed' });
});
