import type { PaperTopic } from '../../domain/papers.ts';
import type { Plan } from '../../domain/plan.ts';
import type { TaskCode } from '../../domain/tracks-and-steps.ts';

/** A paper that an order cites instead of having a task done. */
export interface CitedPaper {
  readonly paperNo: string;
  readonly topics: readonly PaperTopic[];
}

/**
 * Tasks whose work an area evaluation stands for, by its topic (Zhejiang project rule, arts. 21 to 23). Of the six only the
 * environment's is a task of the plans; a joint survey is no task but a paper on lists (`paper-standing.ts`).
 */
const coverable: Readonly<Partial<Record<PaperTopic, TaskCode>>> = { environment: 'eia-report' };

/** The tasks of a plan that a paper can stand for. */
export const tasksCoveredBy = ({ steps }: Plan, { topics }: CitedPaper): TaskCode[] => {
  const codes = steps.flatMap(({ tasks }) => tasks.map(({ code }) => code));
  return topics.flatMap((topic) => coverable[topic] ?? []).filter((code) => codes.includes(code));
};

/** A plan in which the tasks that the cited papers stand for have no days; of several for one task the first counts. */
export const withCitedPapers = (plan: Plan, cited: readonly CitedPaper[]): Plan =>
  covered(plan, (code) => cited.find((paper) => tasksCoveredBy(plan, paper).includes(code))?.paperNo);

/** Another plan of an order, in which the papers it cites go on standing for the tasks that both have. */
export function stillCiting({ steps }: Plan, next: Plan): Plan {
  const tasks = steps.flatMap((step) => step.tasks);
  return covered(next, (code) => tasks.find((task) => task.code === code)?.coveredBy);
}

const covered = (plan: Plan, paperOf: (code: TaskCode) => string | undefined): Plan => ({
  ...plan,
  steps: plan.steps.map((step) => ({
    ...step,
    tasks: step.tasks.map((task) => {
      const coveredBy = paperOf(task.code);
      return coveredBy === undefined ? task : { ...task, budget: 0, coveredBy };
    }),
  })),
});
