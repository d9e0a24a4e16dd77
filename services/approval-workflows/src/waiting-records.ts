import type { Queryable } from '@doudi/infra/database';
import type { Caller, InboxItem } from '@doudi/infra/http';
import { shanghaiIso, wordsOf } from '@doudi/workflows';
import { listWaitingAmendments, type AmendmentRow } from './amendments.ts';
import { type ClaimRow, listWaitingClaims } from './claims.ts';
import { actionsOnAmendment, actionsOnClaim } from './record-answer.ts';

/** The claims that wait for this supervisor, and the amendments that wait for this head of a department. */
export async function listWaitingRecords(db: Queryable, caller: Caller): Promise<InboxItem[]> {
  const { subject, roles, department } = caller;
  const claims = roles.includes('supervisor') ? await listWaitingClaims(db, subject) : [];
  const isHead = roles.includes('head') && department !== undefined;
  const amendments = isHead ? await listWaitingAmendments(db, department, subject) : [];
  return [
    ...claims.map((claim) => ({
      ...itemOf('claim', claim, '/v1/supervision/claims'),
      actions: actionsOnClaim(claim, caller),
    })),
    ...amendments.map((amendment) => ({
      ...itemOf('amendment', amendment, `/v1/tasks/${amendment.orderNo}/${amendment.task}`),
      actions: actionsOnAmendment(amendment, caller),
    })),
  ];
}

/** Nothing falls due by itself when it waits. */
const noDueDay = { dueDay: null, daysLeft: null, isLate: false, provisional: false };

function itemOf(kind: 'claim' | 'amendment', row: ClaimRow | AmendmentRow, link: string) {
  const { no, orderNo, projectCode, step, task, at } = row;
  return {
    ...{ kind, what: wordsOf(`waits.${kind}`), orderNo, projectCode, step, task },
    ...{ about: `${kind}/${no}`, since: shanghaiIso(at.getTime()), ...noDueDay, link },
  };
}
