import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { get, post, put } from '@doudi/infra/http';
import { accessTable } from './access-table.ts';
import { documentOf } from '@doudi/infra/openapi';

test('the access table has a line for every URL, a column for every role, and marks writes and edits', () => {
  const said = {
    answer: z.object({}),
    handler: () => Promise.resolve({ body: {} }),
    allow: { agent: 'own', administrator: 'all' } as const,
  };
  const document = documentOf({ title: { zh: '测', en: 'Test' }, refusals: {} }, [
    get('/v1/a', { ...said, summary: { zh: '读', en: 'Read' } }),
    post('/v1/a', { ...said, summary: { zh: '写', en: 'Write' } }),
    put('/v1/a', { ...said, transaction: true, edits: true, summary: { zh: '改', en: 'Edit' } }),
  ]);
  const table = accessTable(document).split('\n').slice(-6);
  expect(table).toEqual([
    expect.stringMatching(/^\| URL \| {2}\| rate \| agent \|.*\| administrator \| auditor \|/),
    expect.stringMatching(/^(\| --- )+\|$/),
    '| `GET /v1/a` |  | read | own |  |  |  |  |  |  |  | all |  | 读 · Read |',
    '| `POST /v1/a` | ✎ | write | own |  |  |  |  |  |  |  | all |  | 写 · Write |',
    '| `PUT /v1/a` | ✎ = | write | own |  |  |  |  |  |  |  | all |  | 改 · Edit |',
    '',
  ]);
});
