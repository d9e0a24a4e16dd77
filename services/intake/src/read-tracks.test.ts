import { planFor, tracks, type Plan } from '@doudi/workflows';
import { readTracks, TracksAnswer } from './read-tracks.ts';

const { items, words } = TracksAnswer.parse((await readTracks()).body);

test('the tracks come longest first, each with the steps and tasks that its orders get', () => {
  expect(items.map(({ track, range }) => [track, range.least, range.most])).toEqual([
    ['80', 80, 80],
    ['50', 50, 50],
    ['30', 13, 30],
  ]);
  const codes = ({ steps }: { steps: readonly { code: string; tasks: readonly { code: string }[] }[] }) =>
    steps.map(({ code, tasks }) => [code, ...tasks.map((task) => task.code)]);
  expect(items.map(codes)).toEqual(tracks.map((track) => codes(planFor(track) as Plan)));
});

test('a task says who does it, its budget, its limit by law with its unit, and what is left out of its plan', () => {
  const tasks = items.flatMap(({ track, steps }) =>
    steps.flatMap((step) => step.tasks.map((task) => [`${track} ${task.code}`, task] as const)),
  );
  const found = new Map<string, unknown>(tasks);
  expect(found.get('80 planning-conditions')).toEqual({
    ...{ code: 'planning-conditions', kind: 'review', department: 'NRP', budgetDays: 5, minDays: 5 },
    ...{ statutory: { days: 20, unit: 'working-day' }, extendableBy: 10, consults: null },
    papers: [
      { kind: 'land-document', isMain: true, byCommitment: false },
      { kind: 'topographic-map', isMain: true, byCommitment: false },
    ],
  });
  expect(found.get('30 drawing-review')).toEqual({
    ...{ code: 'drawing-review', kind: 'commission', category: 'DRW', budgetDays: 9, minDays: 4 },
    ...{ statutory: { days: 10, unit: 'working-day' }, papers: [], extendableBy: null, consults: null },
  });
  expect(found.get('50 scheme-review')).toMatchObject({
    consults: { departments: ['FRD', 'EEB', 'HCB'], days: 2 },
  });
});

test('every code has its words in both languages, also those in lists', () => {
  expect(words['track']?.['30']).toEqual({ zh: '30天及按需', en: '30 working days and less' });
  expect(words['departments']?.['EEB']?.zh).toBe('生态环境局');
  expect(words['whatHelps']?.['early-design']?.en).toBe('design work before the order');
  expect(words['unit']?.['calendar-day']?.en).toBe('calendar day');
});
