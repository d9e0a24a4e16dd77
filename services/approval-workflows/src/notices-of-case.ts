import { addressee, type NewNotice } from '@doudi/infra/http';
import {
  agencyOfParty,
  departmentOfParty,
  type CaseParty,
  type CaseWrite,
  type Department,
  type RecordedEvent,
} from '@doudi/workflows';
import { tellingOf } from './day-events.ts';
import { addresseesOf, type Recipient, recipientsOf } from './notice-rules.ts';
import type { OfOrder } from './notices-about.ts';

/** What the notices of a case are made from: its write, and the order it is about where there is one. */
interface Told {
  readonly order: OfOrder | undefined;
  /** the USCC of the enterprise or agency that reported it */
  readonly reporter: string | null;
  readonly write: CaseWrite;
  readonly workflowId: string;
}

/**
 * What people are told of a case: officers and supervisors, those who lead it, are asked or held to something, and of its beginning
 * and its answer the applicant of its order and who reported it.
 */
export const noticesOfCase = (told: Told): NewNotice[] =>
  told.write.events.flatMap((event) => {
    const kind = kindOf(event, told.write);
    const recipients = recipientsOf({ kind, detail: event.detail });
    const addressees = [...new Set(addresseesIn(told, event, recipients))];
    return addressees.length > 0 ? [noticeOf(told, event, { kind, addressees })] : [];
  });

/** An answer that waits for a second person is told as that, one that is given as the answer. */
function kindOf({ kind, at, detail }: RecordedEvent, { case: one }: CaseWrite): string {
  if (kind === 'close' && (detail['caseState'] === 'confirming' || one.state === 'confirming'))
    return 'case.confirming';
  const isAnswer = one.answeredAt === at && answering.includes(kind);
  return `case.${isAnswer ? 'closed' : kind}`;
}
const answering: readonly string[] = ['close', 'confirm', 'end', 'undone', 'withdraw', 'merge'];

function noticeOf(
  { order, write, workflowId }: Told,
  { seq, at, by, detail }: RecordedEvent,
  { kind, addressees }: { readonly kind: string; readonly addressees: readonly string[] },
): NewNotice {
  const { caseNo, generation, case: one } = write;
  const { orderNo = null, projectCode = null } = order ?? {};
  const about = kind === 'case.closed' ? one.outcome : (detail['level'] ?? null);
  return {
    ...{ kind, at, by, addressees, orderNo, projectCode, step: one.step, task: null },
    ...{ cause: `${workflowId}#${generation}.${seq}`, about: caseNo, link: `/v1/cases/${caseNo}` },
    detail: { ...tellingOf(withoutState(detail)), ...(about !== null && { about }) },
  };
}

/** Whether a case is open or answered is said by the kind of the notice. */
const withoutState = ({ caseState: _state, ...detail }: RecordedEvent['detail']) => detail;

function addresseesIn(
  { order, reporter, write }: Told,
  { detail }: RecordedEvent,
  recipients: readonly Recipient[],
): string[] {
  const { lead } = write.case;
  const named = detail['department'] ?? detail['party'];
  const party = (typeof named === 'string' ? named : lead) as CaseParty | null;
  const bounds = {
    ...{ uscc: order?.uscc ?? '', agentIds: order ? [order.agentId] : [] },
    ...{ department: party && departmentOfParty(party), consulted: [] as Department[] },
  };
  const known = recipients.filter((one) => order !== undefined || (one !== 'enterprise' && one !== 'agent'));
  const agency = party && agencyOfParty(party);
  const asReporter = reporter !== null && recipients.includes('enterprise') ? [reporter] : [];
  return [
    ...addresseesOf(known, bounds),
    ...(agency ? [addressee('agency', agency)] : []),
    ...asReporter.flatMap((uscc) => [addressee('enterprise', uscc), addressee('agency', uscc)]),
  ];
}
