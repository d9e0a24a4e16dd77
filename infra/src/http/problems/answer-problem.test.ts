import { expect, test } from '@jest/globals';
import { conflict } from './problem.ts';
import { shellProblems } from './problem-types.ts';
import { problemOf } from './answer-problem.ts';

const coded = (code: string) => Object.assign(new Error('as the driver says'), { code });

test('a problem is told as it is', () => {
  const thrown = conflict('closed', { zh: '已办结', en: 'The step is closed' }, { outcome: 'approved' });
  expect(problemOf(thrown)).toBe(thrown);
});
test.each(['ECONNREFUSED', 'ETIMEDOUT', '08006', '53300', '58030', '57P01', '57P03', '57014'])(
  'a database that says %s is unavailable',
  (code) => {
    expect(problemOf(coded(code))).toMatchObject({
      problem: { status: 503, type: 'unavailable', detail: { en: 'The database does not answer' } },
      retryAfterSeconds: 2,
    });
  },
);
test('a database whose disk is full is unavailable, and says why', () => {
  expect(problemOf(coded('53100'))).toMatchObject({
    problem: { status: 503, type: 'unavailable', detail: { en: 'The disk of the database is full' } },
  });
});
test.each([
  'timeout exceeded when trying to connect',
  'Query read timeout',
  'Connection terminated unexpectedly',
])('a driver that says "%s" is unavailable', (message) => {
  expect(problemOf(new Error(message)).problem.status).toBe(503);
});
test.each(['40001', '40P01', '55P03'])('who lost against another request (%s) may come again', (code) => {
  expect(problemOf(coded(code)).problem).toMatchObject({
    status: 503,
    detail: { en: 'Another request is changing the same thing at this moment' },
  });
});
test.each([coded('23505'), new TypeError('bug'), 'a string', undefined])(
  '%s is a bug, told without detail',
  (bug) => {
    const { problem, cause } = problemOf(bug);
    expect(problem).toEqual({
      type: 'internal',
      status: 500,
      title: shellProblems.internal.title,
      help: shellProblems.internal.help,
    });
    expect(cause).toBe(bug);
  },
);
