import { listReportedCases, restartCase } from '@doudi/approval-workflows/reconcile';
import { isGone } from '@doudi/infra/temporal';
import { caseWorkflowId } from '@doudi/workflows';
import type { Finding } from './finding.ts';
import type { Stores } from './stores.ts';

/**
 * Cases of people that are open on record while Temporal lacks them, as when it was restored from an older copy: they go on from what is
 * on record. A case by timeout is raised again by its step.
 */
export async function compareLostCases(stores: Stores, seen: ReadonlySet<string>): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const caseNo of await listReportedCases(stores.approvals)) {
    if (seen.has(caseNo) || !(await isLost(stores, caseNo))) continue;
    findings.push({
      about: caseNo,
      says: 'it is open on record, but Temporal lacks it',
      mendWorkflow: () => restartCase(stores.approvals, stores.temporal, caseNo),
    });
  }
  return findings;
}

/** One that the list did not show yet is none that is lost. */
const isLost = ({ temporal: { client } }: Stores, caseNo: string): Promise<boolean> =>
  client.workflow
    .getHandle(caseWorkflowId(caseNo))
    .describe()
    .then(
      () => false,
      (error: unknown) => {
        if (isGone(error)) return true;
        throw error;
      },
    );
