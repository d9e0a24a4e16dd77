import { codesIn } from '@doudi/infra/http';
import { eventWords, shippedCalendar, wordsIn, wordsOf } from '@doudi/workflows';
import type { z } from 'zod';
import { sayEvent } from './day-events.ts';
import { LedgerAnswer } from './ledger-answer.ts';
import { ListedOrders } from './list-progress.ts';
import { ProgressAnswer } from './progress-answer.ts';
import { StopsAnswer } from './read-stops.ts';
import { ClaimsAnswer } from './read-claims.ts';
import { TaskRecord } from './task-record.ts';
import { TasksAnswer } from './tasks-answer.ts';
import { CasesAnswer, OneCase } from './read-cases.ts';
import { TrackedCase } from './track-case.ts';
import { withWords, wordsOfCase } from './with-words.ts';

const answers: readonly [string, z.ZodType][] = [
  ['progress', ProgressAnswer],
  ['ledger', LedgerAnswer],
  ['a task', TaskRecord],
  ['claims', ClaimsAnswer],
  ['orders', ListedOrders],
  ['tasks', TasksAnswer],
  ['stops', StopsAnswer],
];
const answersOfCases: readonly [string, z.ZodType][] = [
  ['cases', CasesAnswer],
  ['a case', OneCase],
  ['a tracked case', TrackedCase],
];

test.each([
  ...answers.map(([name, answer]) => [name, answer, wordsIn] as const),
  ...answersOfCases.map(([name, answer]) => [name, answer, wordsOfCase] as const),
])('no code that %s can bear lacks its words', (_name, answer, say) => {
  const codes = [...codesIn(answer)].flatMap(([field, values]) =>
    [...values].map((code) => [field, code] as const),
  );
  expect(codes.length).toBeGreaterThan(20);
  expect(codes.filter(([field, code]) => say(field, code).zh === code)).toEqual([]);
});

test('an answer bears the words of its own codes, by field, and of no other', () => {
  const say = withWords(ProgressAnswer);
  const { words } = say({
    light: 'GREEN',
    projectCode: 'planning',
    steps: [{ code: 'planning', state: 'open' }],
    buckets: { GOV: 0 },
  });
  expect(words).toEqual({
    light: { GREEN: wordsOf('GREEN') },
    code: { planning: wordsOf('planning') },
    state: { open: { zh: '进行中', en: 'open' } },
    buckets: { GOV: wordsOf('GOV') },
  });
});

test.each(Object.keys(eventWords))('an event of the kind %s has words in both languages', (kind) => {
  const { zh, en } = sayEvent({ kind, detail: {} });
  expect(zh).toMatch(/^[\u4e00-\u9fff]+$/);
  expect(en).toMatch(/^[a-z ]+$/);
});

test('what an event says in its detail is said with it', () => {
  expect(sayEvent({ kind: 'light', detail: { light: 'RED' } })).toEqual({
    zh: '亮灯：红灯',
    en: 'light: red',
  });
  expect(sayEvent({ kind: 'calendar', detail: { version: shippedCalendar.version } })).toEqual(
    wordsIn('event', 'calendar'),
  );
});
