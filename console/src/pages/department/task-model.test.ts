import { expect, test } from '@jest/globals';
import { papersOf, type NeededPaper } from './task-model.ts';

type Needed = NeededPaper['needed'];
type Paper = NonNullable<NeededPaper['paper']>;

const need = (kind: Needed['kind'], paperNo: string | null, isMain = true): Needed => ({
  ...{ kind, isMain, byCommitment: false, paperNo },
  standing: paperNo ? 'in' : 'missing',
});
const aPaper = (paperNo: string, given: Partial<Paper> = {}): Paper => ({
  ...{ paperNo, projectCode: '2017-330683-29-03-000001', kind: 'site-plan', version: 1, name: '总平面图' },
  ...{ replaces: null, replacedBy: null, number: null, scope: null, topics: [], issuedDay: null },
  ...{ expiresDay: null, mediaType: 'application/pdf', bytes: 1, sha256: '', givenBy: 'p-1101' },
  ...{ givenAt: '2017-06-16T10:00:00+08:00', withdrawn: null, href: '', fromCommission: null },
  ...given,
});

test('main papers come first, each with the file that stands for it', () => {
  const { listed } = papersOf(
    [need('scheme-text', null, false), need('site-plan', 'P2')],
    [aPaper('P1'), aPaper('P2')],
  );
  expect(listed.map(({ needed, paper }) => [needed.kind, paper?.paperNo])).toEqual([
    ['site-plan', 'P2'],
    ['scheme-text', undefined],
  ]);
});

test('beside them stand the other papers in force, not withdrawn or replaced ones', () => {
  const gone = { by: 'p-1101', at: '2017-06-17T10:00:00+08:00', reason: '误传' };
  const given = [
    aPaper('P1'),
    aPaper('P2'),
    aPaper('P3', { withdrawn: gone }),
    aPaper('P4', { replacedBy: 'P1' }),
  ];
  expect(papersOf([need('site-plan', 'P2')], given).others.map(({ paperNo }) => paperNo)).toEqual(['P1']);
});
