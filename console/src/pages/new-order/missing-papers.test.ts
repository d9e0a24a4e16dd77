import { expect, test } from '@jest/globals';
import { missingOf } from './missing-papers.ts';

test('names each missing paper once, with all that need it, and as a main one if one of them says so', () => {
  const need = (kind: string, isMain: boolean) => ({ kind, isMain, byCommitment: false });
  const task = (code: string, papers: object[], missing: string[]) => ({ code, papers, missing });
  const steps = [
    { tasks: [task('record', [need('site-plan', false)], ['site-plan'])] },
    {
      tasks: [
        task(
          'scheme-review',
          [need('site-plan', true), need('eia-document', false)],
          ['site-plan', 'eia-document'],
        ),
        task('fire-review', [need('fire-design', true)], []),
      ],
    },
  ];
  expect(missingOf({ steps } as never)).toEqual([
    { paper: 'site-plan', tasks: ['record', 'scheme-review'], isMain: true },
    { paper: 'eia-document', tasks: ['scheme-review'], isMain: false },
  ]);
});
