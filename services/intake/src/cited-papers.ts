import { type Fault, unfit } from '@doudi/infra/http';
import {
  isValidOn,
  shanghaiDay,
  tasksCoveredBy,
  withCitedPapers,
  type Instant,
  type Plan,
  type TaskCode,
} from '@doudi/workflows';
import type { Paper } from './papers.ts';

/** A paper of the pool that an order can cite, and the tasks it would stand for. */
export interface Citable {
  readonly paper: Paper;
  readonly tasks: readonly TaskCode[];
}

/** Of the papers of a project that stand, the valid ones that do for a task of a plan. */
export function citableIn(standing: readonly Paper[], plan: Plan, at: Instant): Citable[] {
  const today = shanghaiDay(at);
  return standing
    .filter((paper) => isValidOn(today, paper))
    .map((paper) => ({ paper, tasks: tasksCoveredBy(plan, paper) }))
    .filter(({ tasks }) => tasks.length > 0);
}

/** The plan with the papers that the order cites; throws 422 with every number that stands for none of its tasks. */
export function citing(plan: Plan, cites: readonly string[], citable: readonly Citable[]): Plan {
  const papers = cites.map((paperNo) => citable.find(({ paper }) => paper.paperNo === paperNo)?.paper);
  const faults = papers.flatMap((paper, index): Fault[] =>
    paper ? [] : [{ at: `/cites/${index}`, fault: notCitable(citable) }],
  );
  if (faults.length > 0) throw unfit(faults);
  return withCitedPapers(plan, papers.filter((paper) => paper !== undefined)); // prettier-ignore
}

function notCitable(citable: readonly Citable[]) {
  const numbers = citable.map(({ paper }) => paper.paperNo);
  return {
    zh: `须是本项目中能替代某项任务的有效材料：${numbers.join('、') || '（现无）'}`,
    en: `must be a valid paper of the project that stands for a task of the plan: ${numbers.join(', ') || 'there is none now'}`,
  };
}
