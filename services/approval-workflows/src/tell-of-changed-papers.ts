import type { Queryable } from '@doudi/infra/database';
import { insertNotices, type NewNotice } from '@doudi/infra/http';
import { stalePapers, type Instant, type Step } from '@doudi/workflows';
import sql from 'sql-template-tag';
import type { Dependencies } from './dependencies.ts';
import { noticesAbout } from './notices-about.ts';
import { orderColumns, OrderRow } from './orders.ts';
import { listPapersOf, type ProjectPaper } from './project-papers.ts';
import { stepsColumn } from './steps.ts';

/** Office days within which a change is noticed, however long the sweep was away; notices are once for each. */
const lookBackDays = 30;

/** Tells departments, once each, that a paper their decision rested on was replaced or withdrawn while the order goes on. */
export const tellOfChangedPapers =
  ({ pool, clock }: Pick<Dependencies, 'pool' | 'clock'>) =>
  async (): Promise<void> => {
    const orders = await listOrdersWithChanges(pool, await clock.now());
    const papers = await listPapersOf(pool, orders.map(({ row }) => row.projectCode)); // prettier-ignore
    await insertNotices(
      pool,
      orders.flatMap((order) => noticesOf(order, papers)),
    );
  };

interface WithSteps {
  readonly row: OrderRow;
  readonly steps: readonly Step[];
}

/** Under which a department was told of a paper. */
const causeOf = (which: string) => `paper/${which}`;

/** The open orders in which a paper stopped counting lately after a task was done, of which nobody was told; not every one rested on it. */
async function listOrdersWithChanges(db: Queryable, now: Instant): Promise<WithSteps[]> {
  const { rows } = await db.query<Record<string, unknown>>(sql`
    select ${orderColumns}, ${stepsColumn} as "allSteps"
      from orders o
     where o.closed_at is null and exists (
       select from intake.project_papers p join tasks t on t.order_no = o.order_no and t.state = 'done'
        where p.project_code = o.project_code
          and least(p.replaced_at, p.withdrawn_at) > ${new Date(now)}::timestamptz - make_interval(days => ${lookBackDays})
          and least(p.replaced_at, p.withdrawn_at) > t.closed_at and p.given_at <= t.closed_at
          and not exists (
            select from notices n where n.cause = ${causeOf('')} || p.paper_no || '/' || o.order_no || '/' || t.task))`);
  return rows.map(({ allSteps, ...row }) => ({ row: OrderRow.parse(row), steps: allSteps as Step[] }));
}

function noticesOf({ row, steps }: WithSteps, papers: readonly ProjectPaper[]): NewNotice[] {
  const pool = papers.filter(({ projectCode }) => projectCode === row.projectCode);
  return steps.flatMap((step) => {
    const planned = row.plan.steps.find(({ code }) => code === step.code);
    const stale = planned ? stalePapers(planned, step, pool) : [];
    return stale.flatMap(({ task, paperNo, at, department }) =>
      noticesAbout(
        {
          kind: 'paper-changed',
          at,
          by: null,
          detail: {},
          cause: causeOf(`${paperNo}/${row.orderNo}/${task}`),
        },
        {
          ...{ order: row, step: step.code, task, department, about: paperNo },
          link: `/v1/projects/${row.projectCode}/papers/${paperNo}`,
        },
      ),
    );
  });
}
