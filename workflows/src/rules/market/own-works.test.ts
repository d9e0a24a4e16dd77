import fc from 'fast-check';
import { ownPurposes } from '../../domain/commission.ts';
import { paperTopics, topicsOf } from '../../domain/papers.ts';
import { categories, departments, tracks } from '../../domain/tracks-and-steps.ts';
import { planFor } from '../plan/plan-for.ts';
import { categoriesFor, categoriesUnder, faultsOfWork, topicsOfWork } from './own-works.ts';

test('a joint survey is a surveyor’s and serves planning, land and property unless fewer are named', () => {
  const survey = { purpose: 'joint-survey', category: 'MAP', scope: '一期厂房' } as const;
  expect(categoriesFor('joint-survey')).toEqual(['MAP']);
  expect(faultsOfWork(survey)).toEqual([]);
  expect(topicsOfWork(survey)).toEqual(['planning-survey', 'land-survey', 'property-survey']);
  expect(topicsOfWork({ ...survey, topics: ['land-survey', 'land-survey'] })).toEqual(['land-survey']);
});

/** The six evaluations of the Zhejiang project rule and the trades that make them, as the catalogue of categories names them. */
test.each([
  ['EIA', 'environment'],
  ['ENE', 'energy'],
  ['HAZ', 'geohazard'],
  ['SWC', 'soil-and-water'],
  ['SEI', 'seismic'],
  ['MIN', 'minerals'],
] as const)('of the area evaluations %s makes that of the %s, and no other', (category, topic) => {
  const work = { purpose: 'area-evaluation', category, scope: '开发区一期' } as const;
  expect(topicsOfWork(work)).toEqual([topic]);
  expect(categoriesFor('area-evaluation')).toHaveLength(6);
  for (const one of paperTopics)
    expect(faultsOfWork({ ...work, topics: [one] })).toEqual(one === topic ? [] : ['topics']);
});

test('every fault of a work is named at once', () => {
  expect(faultsOfWork({ purpose: 'joint-survey', category: 'DSN', topics: ['energy'] })).toEqual([
    ...['category', 'topics', 'scope'],
  ]);
  expect(faultsOfWork({ purpose: 'area-evaluation', category: 'ENE', topics: [] })).toEqual([
    ...['topics', 'scope'],
  ]);
  expect(faultsOfWork({ purpose: 'other-paper', category: 'SUP' })).toEqual(['category']);
  expect(faultsOfWork({ purpose: 'other-paper', category: 'ENG', topics: ['energy'] })).toEqual(['topics']);
  expect(faultsOfWork({ purpose: 'other-paper', category: 'ENG' })).toEqual([]);
});

test('what a task of an order has done by an agency is not commissioned beside it as another paper', () => {
  const ofTasks = tracks.flatMap((track) => {
    const plan = planFor(track);
    if ('refused' in plan) throw new Error(plan.refused);
    return plan.steps.flatMap(({ tasks }) =>
      tasks.flatMap((task) => (task.kind === 'commission' ? [task.category] : [])),
    );
  });
  expect(ofTasks.length).toBeGreaterThan(0);
  for (const category of ofTasks) expect(categoriesFor('other-paper')).not.toContain(category);
});

test('a work without fault has a paper whose topics intake takes of its kind', () => {
  const work = fc.record({
    purpose: fc.constantFrom(...ownPurposes),
    category: fc.constantFrom(...categories),
    topics: fc.option(fc.array(fc.constantFrom(...paperTopics), { maxLength: 4 }), { nil: undefined }),
    scope: fc.constantFrom(undefined, '一期'),
  });
  fc.assert(
    fc.property(work, (one) => {
      const topics = topicsOfWork(one);
      const needed = topicsOf(one.purpose);
      for (const topic of topics) expect(needed).toContain(topic);
      if (faultsOfWork(one).length > 0) return;
      expect(topics.length > 0).toBe(needed.length > 0);
      if (one.topics) expect(new Set(topics)).toEqual(new Set(one.topics));
    }),
  );
});

test('each department rates the works of its trades, and none those of another', () => {
  const all = departments.flatMap(categoriesUnder);
  expect(new Set(all).size).toBe(all.length);
  expect(categoriesUnder('NRP')).toContain('MAP');
  expect(categoriesUnder('EEB')).toEqual(['EIA']);
  expect(categoriesUnder('nobody')).toEqual([]);
});
