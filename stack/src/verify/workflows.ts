import type { Ages } from '@doudi/infra/service';
import { compareStores } from '../reconcile/compare-stores.ts';
import type { Invariant, Looked } from './invariant.ts';

/** As if PostgreSQL had been marked last before anything was: whatever Temporal still has is compared. */
const everything: Ages = {
  older: null,
  postgres: { mark: 0, at: new Date(0) },
  temporal: { mark: 0, at: null },
};

/** Every workflow that Temporal has did what the rows say, and whatever is open on record runs: what `npm run reconcile` compares. */
export const workflowsAndRows: Invariant = {
  what: 'histories of workflows, and what the rows say',
  async *look({ stores }) {
    let orders = 0;
    const findings = await compareStores(stores, everything, (compared) => (orders = compared));
    yield { count: orders, findings };
  },
};

/** Ways of ending that no workflow of ours has: a bug, or somebody's hand in Temporal. */
const badly = "ExecutionStatus in ('Failed', 'Terminated', 'TimedOut')";
/** What the server notes of a workflow after five failed tasks in a row, and takes back when one succeeds. */
const stuck = "ExecutionStatus = 'Running' and TemporalReportedProblems is not null";
const most = 200;

/** No workflow has failed, and none cannot go on because its code throws or does not follow its history. */
export const noWorkflowFailed: Invariant = {
  what: 'workflows that failed, or cannot go on',
  async *look({ stores }) {
    const { workflow } = stores.temporal.client;
    const findings: Looked['findings'][number][] = [];
    for (const query of [badly, stuck])
      for await (const { workflowId, status, searchAttributes } of workflow.list({ query })) {
        findings.push({ about: workflowId, says: saying(status.name, searchAttributes) });
        if (findings.length >= most) break;
      }
    yield { count: (await workflow.count()).count, findings };
  },
};

const saying = (status: string, { TemporalReportedProblems: problems }: Noted): string =>
  status === 'RUNNING'
    ? `its tasks fail again and again: ${problems?.join(', ')}`
    : `it has ended as ${status.toLowerCase()}`;

interface Noted {
  readonly TemporalReportedProblems?: readonly unknown[] | undefined;
}
