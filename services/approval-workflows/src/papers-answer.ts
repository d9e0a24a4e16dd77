import { IsoDay, IsoInstant } from '@doudi/infra/http';
import {
  isCommitted,
  isPromised,
  paperKinds,
  shanghaiIso,
  shanghaiIsoOrNull,
  stalePapers,
  standingOf,
  type Instant,
  type Order,
  type PaperCommitment,
  type PaperKind,
  type PaperPromise,
  type StalePaper,
  type Task,
  type TaskCode,
} from '@doudi/workflows';
import { z } from 'zod';
import type { OrderRow } from './orders.ts';
import type { ProjectPaper } from './project-papers.ts';

/** A paper on the list of a task, and by which paper of the project's pool it is in; an expired one has to be renewed. */
export const TaskPaper = z
  .strictObject({
    kind: z.enum(paperKinds),
    isMain: z.boolean(),
    /** whether the applicant may commit himself in writing instead */
    byCommitment: z.boolean(),
    /** a paper that is missing may be promised, or replaced by a commitment */
    standing: z.enum(['in', 'expired', 'missing', 'promised', 'committed']),
    paperNo: z.string().nullable(),
  })
  .meta({ id: 'TaskPaper' });

/** Papers that the applicant promised to bring by the end of a day. */
export const TaskPromise = z
  .strictObject({
    papers: z.array(z.enum(paperKinds)),
    day: IsoDay,
    signedAt: IsoInstant,
    missedAt: IsoInstant.nullable(),
    keptAt: IsoInstant.nullable(),
  })
  .meta({ id: 'TaskPromise' });

/** Papers in whose place the applicant committed himself. */
export const TaskCommitment = z
  .strictObject({ papers: z.array(z.enum(paperKinds)), signedAt: IsoInstant })
  .meta({ id: 'TaskCommitment' });

/** A paper that a task was done on, and that has been replaced or withdrawn since. */
export const StalePaperAnswer = z
  .strictObject({ paperNo: z.string(), changedAt: IsoInstant })
  .meta({ id: 'StalePaper' });

interface Known {
  readonly row: Pick<OrderRow, 'plan'>;
  readonly papers: readonly ProjectPaper[];
  readonly order: Pick<Order, 'steps'>;
  readonly now: Instant;
}

export type PapersShown = ReturnType<typeof papersShown>;

/** How the list of each task stands now or stood when it ended, what was signed for what is missing, and which papers have changed since. */
export function papersShown({ row, papers, order, now }: Known) {
  const planned = row.plan.steps.flatMap(({ tasks }) => tasks);
  const opened = order.steps.flatMap(({ tasks }) => tasks);
  const stale = staleOf({ row, papers, order });
  return (code: TaskCode) => {
    const { paperList = [] } = planned.find((task) => task.code === code) ?? {};
    const task = opened.find((one) => one.code === code);
    const at = task?.closedAt ?? now;
    return {
      papers: paperList.map(({ byCommitment = false, ...need }): z.output<typeof TaskPaper> => {
        const { state, paperNo } = standingOf(need.kind, papers, at);
        const standing = state === 'in' || !task ? state : (answerTo(task, need.kind) ?? state);
        return { ...need, byCommitment, standing, paperNo };
      }),
      promises: (task?.promises ?? []).map(showPromise),
      commitments: (task?.commitments ?? []).map(showCommitment),
      stalePapers: stale.filter((one) => one.task === code).map(showStale),
    };
  };
}

const staleOf = ({ row, papers, order }: Omit<Known, 'now'>): StalePaper[] =>
  order.steps.flatMap((step) => {
    const planned = row.plan.steps.find((one) => one.code === step.code);
    return planned ? stalePapers(planned, step, papers) : [];
  });

const showStale = ({ paperNo, at }: StalePaper): z.output<typeof StalePaperAnswer> => ({
  paperNo,
  changedAt: shanghaiIso(at),
});

/** What the applicant signed for a paper that is missing; undefined where he signed nothing. */
function answerTo(task: Task, kind: PaperKind): 'promised' | 'committed' | undefined {
  if (isCommitted(task, kind)) return 'committed';
  return isPromised(task, kind) ? 'promised' : undefined;
}

const showPromise = ({ kinds, day, ...instants }: PaperPromise): z.output<typeof TaskPromise> => ({
  ...{ papers: [...kinds], day, signedAt: shanghaiIso(instants.signedAt) },
  ...{ missedAt: shanghaiIsoOrNull(instants.missedAt), keptAt: shanghaiIsoOrNull(instants.keptAt) },
});

const showCommitment = ({ kinds, signedAt }: PaperCommitment): z.output<typeof TaskCommitment> => ({
  papers: [...kinds],
  signedAt: shanghaiIso(signedAt),
});
