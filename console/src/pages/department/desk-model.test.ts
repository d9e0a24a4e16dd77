import { expect, test } from '@jest/globals';
import { deskRows, nextTask, type DeskTask } from './desk-model.ts';

const aTask = (given: Partial<DeskTask>): DeskTask => ({
  ...{ orderNo: 'O201706160001', projectCode: '2017-330683-29-03-000001', projectName: '热塑性弹性体基地' },
  ...{ step: 'planning', task: 'planning-conditions', state: 'reviewing', opinion: null },
  ...{ waitsFor: 'reviewer', budgetDays: 5, openedAt: '2017-06-20T10:00:00+08:00', dueDay: '2017-06-27' },
  ...{ daysLeft: 3, isLate: false, provisional: false, reasons: [] },
  ...given,
});
const late = aTask({ orderNo: 'O201706160002', isLate: true, dueDay: '2017-06-19' });
const soon = aTask({
  orderNo: 'O201706160003',
  dueDay: '2017-06-22',
  state: 'checking',
  waitsFor: 'checker',
});
const noLimit = aTask({ orderNo: 'O201706160004', dueDay: null });
const all = [noLimit, aTask({}), soon, late];
const words = (task: string) => (task === 'planning-conditions' ? '规划条件' : task);
const numbers = (rows: readonly DeskTask[]) => rows.map(({ orderNo }) => orderNo.slice(-1));

test('late tasks come first, then those due first; one without a limit comes last', () => {
  expect(numbers(deskRows(all, {}, words))).toEqual(['2', '3', '1', '4']);
});

test('a search finds by number, by the name of the project and by the name of the task', () => {
  expect(numbers(deskRows(all, { q: 'o201706160003' }, words))).toEqual(['3']);
  expect(deskRows(all, { q: '弹性体' }, words)).toHaveLength(4);
  expect(deskRows(all, { q: '规划条件' }, words)).toHaveLength(4);
  expect(deskRows(all, { q: '没有' }, words)).toEqual([]);
});

test('filters leave what fits all of them', () => {
  expect(numbers(deskRows(all, { state: 'checking' }, words))).toEqual(['3']);
  expect(numbers(deskRows(all, { late: 'true' }, words))).toEqual(['2']);
  expect(deskRows(all, { late: 'true', state: 'checking' }, words)).toEqual([]);
  expect(deskRows(all, { step: 'fire-safety' }, words)).toEqual([]);
});

test('after a task comes the most urgent other one that waits for this person', () => {
  expect(nextTask(all, late, ['reviewer'])?.orderNo).toBe('O201706160001');
  expect(nextTask(all, aTask({}), ['reviewer'])).toBe(late);
  expect(nextTask(all, late, ['checker'])).toBe(soon);
  expect(nextTask([late], late, ['reviewer'])).toBeUndefined();
});
