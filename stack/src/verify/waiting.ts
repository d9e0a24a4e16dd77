import type { Invariant, Looked } from './invariant.ts';
import type { Stores } from '../reconcile/stores.ts';

interface Outbox {
  readonly store: Extract<keyof Stores, 'intake' | 'approvals' | 'market'>;
  /** what waits, as people read it */
  readonly what: string;
  /** the table with a condition on what waits in it, and what names a row */
  readonly from: string;
  readonly named: string;
}

const outbox = (store: Outbox['store'], what: string, named: string, from: string): Outbox => ({
  ...{ store, what, named, from },
});

const notices = (store: Outbox['store'], schema: string): Outbox[] => [
  outbox(store, 'a notice is to be gathered', "'notice ' || t.no", `${schema}.unsent_notices t`),
  outbox(
    store,
    'a notice is to be put into a message',
    "t.channel || ' ' || t.receiver || ', notice ' || t.no",
    `${schema}.notice_items t where t.message_id is null`,
  ),
];

/** Every place where something waits to be handed on, however it is handed on. What a receiver outside refuses is not ours. */
const outboxes: readonly Outbox[] = [
  outbox('intake', 'the order is to be started', 't.order_no', 'intake.orders t where t.started_at is null'),
  outbox(
    'intake',
    'the withdrawal is to be sent',
    't.order_no',
    'intake.withdrawals t where t.sent_at is null',
  ),
  outbox(
    'intake',
    'the new agent is to be sent',
    't.order_no',
    'intake.agent_replacements t where t.sent_at is null',
  ),
  outbox(
    'intake',
    'the change of track is to be decided',
    't.order_no',
    'intake.track_changes t where t.decided_at is null',
  ),
  outbox(
    'intake',
    'the accepted result is to become a paper',
    "r.commission_no || ' file ' || r.file_no",
    `intermediary_market.accepted_results r
       left join intake.result_adoptions t using (commission_no, file_no) where t.outcome is null`,
  ),
  outbox(
    'approvals',
    'the supply is to be sent',
    "t.order_no || ' ' || t.task",
    'approval_workflows.supplies t where t.sent_at is null',
  ),
  outbox(
    'approvals',
    'the case is to be started',
    't.case_no',
    'approval_workflows.cases t where t.generation = 0',
  ),
  outbox(
    'approvals',
    'the order is to be moved to the calendar in force',
    't.order_no',
    `approval_workflows.orders t where t.closed_at is null
       and t.calendar_version <> (select version from approval_workflows.calendar_in_force)`,
  ),
  outbox(
    'market',
    'the milestone is to be sent',
    "t.commission_no || ' milestone ' || t.seq",
    'intermediary_market.outbox t where t.sent_at is null',
  ),
  outbox(
    'market',
    'its limit has passed',
    't.commission_no',
    'intermediary_market.commissions t where t.deadline_at <= shared.office_now()',
  ),
  ...notices('intake', 'intake'),
  ...notices('approvals', 'approval_workflows'),
  ...notices('market', 'intermediary_market'),
];

/** Rows of one outbox that are named; more waiting is named often enough. */
const most = 200;

/** Nothing waits: what does is on its way, and a finding only while it stays. */
export const nothingWaits: Invariant = {
  what: 'outboxes: nothing waits to be handed on',
  async *look({ stores }) {
    for (const { store, what, from, named } of outboxes) {
      const { rows } = await stores[store].query<{ about: string }>(
        `select ${named} as about from ${from} limit ${most}`,
      );
      yield { count: 1, findings: rows.map(({ about }) => ({ about, says: what })) } satisfies Looked;
    }
  },
};
