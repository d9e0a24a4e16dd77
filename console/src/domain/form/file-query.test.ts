import { expect, test } from '@jest/globals';
import { hrefWith } from './file-query.ts';

test('a file is sent with what is said of it, lists with commas, and nothing that was left out', () => {
  const said = { kind: 'site-plan', name: '总图 & 说明', topics: ['energy', 'seismic'], number: undefined };
  const url = new URL(hrefWith('/v1/projects/P/papers', said), 'http://localhost');
  expect(url.pathname).toBe('/v1/projects/P/papers');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    kind: 'site-plan',
    name: '总图 & 说明',
    topics: 'energy,seismic',
  });
});
