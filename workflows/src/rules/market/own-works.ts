import type { OwnPurpose } from '../../domain/commission.ts';
import { topicsOf, type PaperTopic } from '../../domain/papers.ts';
import type { Category, Department } from '../../domain/tracks-and-steps.ts';

/**
 * What agencies of a category do for an owner without an order, by what becomes of it, with the topics that the paper can stand for: one joint
 * survey serves three (三测合一), an area evaluation one of the six of the Zhejiang project rule, arts. 21 to 23. Other papers come of
 * categories whose work is a document: what a task of an order has done (design, its review, the EIA report), tenders and supervision do not.
 */
const works: Readonly<Record<OwnPurpose, Readonly<Partial<Record<Category, readonly PaperTopic[]>>>>> = {
  'joint-survey': { MAP: ['planning-survey', 'land-survey', 'property-survey'] },
  'area-evaluation': {
    ...{ EIA: ['environment'], ENE: ['energy'], HAZ: ['geohazard'] },
    ...{ SWC: ['soil-and-water'], SEI: ['seismic'], MIN: ['minerals'] },
  },
  'other-paper': {
    ...{ ENG: [], GEO: [], MAP: [], ENE: [], SWC: [], HAZ: [], MIN: [], SEI: [] },
    ...{ SAF: [], OHS: [], LGT: [], FIR: [], CAD: [], CST: [], VAL: [] },
  },
};

/** The department that stands over the work of a category where no step says so; none of the six does over the others. */
const regulators: Readonly<Partial<Record<Category, Department>>> = {
  ...{ MAP: 'NRP', GEO: 'NRP', HAZ: 'NRP', MIN: 'NRP', VAL: 'NRP', EIA: 'EEB', ENE: 'DRC', ENG: 'DRC' },
  ...{ FIR: 'FRD', CST: 'HCB' },
};

/** The categories whose agencies can be commissioned for a purpose. */
export const categoriesFor = (purpose: OwnPurpose): Category[] => Object.keys(works[purpose]) as Category[];

/** The categories of owners' commissions for which a department rates. */
export const categoriesUnder = (department: string): Category[] =>
  (Object.keys(regulators) as Category[]).filter((category) => regulators[category] === department);

/** What an owner asks for when he commissions a work of his own. */
export interface OwnWork {
  readonly purpose: OwnPurpose;
  readonly category: Category;
  /** all that the work can stand for when absent */
  readonly topics?: readonly PaperTopic[] | undefined;
  /** what the paper will cover, in words */
  readonly scope?: string | undefined;
}

/** The topics that the paper of a work will have; of a category that does not do it none. */
export const topicsOfWork = ({ purpose, category, topics }: OwnWork): readonly PaperTopic[] => {
  const all = works[purpose][category] ?? [];
  return topics === undefined ? all : all.filter((topic) => topics.includes(topic));
};

/** What is wrong with a work, all of it: a category that does not do it, topics it cannot have or none of those it needs, a scope it lacks. */
export function faultsOfWork(work: OwnWork): ('category' | 'topics' | 'scope')[] {
  const { purpose, category, topics = [], scope } = work;
  // of another category the topics are judged by what the paper can have at all
  const possible: readonly string[] = works[purpose][category] ?? topicsOf(purpose);
  const needsTopics = topicsOf(purpose).length > 0;
  const isWrong =
    topics.some((topic) => !possible.includes(topic)) ||
    (needsTopics && work.topics !== undefined && topics.length === 0);
  return [
    ...(works[purpose][category] === undefined ? (['category'] as const) : []),
    ...(isWrong ? (['topics'] as const) : []),
    ...(needsTopics && scope === undefined ? (['scope'] as const) : []),
  ];
}
