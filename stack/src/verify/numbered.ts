import { bySql, type Judgement } from './invariant.ts';

/** What is superseded by a newer generation counts no more; a case that is opened again under the first rules begins anew (`isCounted`). */
const counted = `
  select * from approval_workflows.events e
   where not exists (
     select from approval_workflows.events n
      where n.workflow_id = e.workflow_id and n.generation > e.generation and n.seq <= e.seq
        and not exists (
          select from approval_workflows.events r
           where r.workflow_id = e.workflow_id and r.kind = 'reopen'
             and r.generation > e.generation and r.generation <= n.generation))`;

/** Events of workflows and of records beside them. */
const events: Judgement = {
  store: 'approvals',
  count: 'select count(*) from approval_workflows.events',
  wrong: `
    select workflow_id as about, 'event ' || seq || ' follows ' || coalesce('event ' || before, 'nothing') as says
      from (select c.*, lag(seq) over (partition by workflow_id order by generation, seq) as before from (${counted}) c) l
     where seq <> coalesce(before, 0) + 1 and not (kind = 'reopen' and seq = 1)`,
};

/** A row knows the newest event of its workflow. */
const newest = (table: string, workflowId: string): Judgement => ({
  store: 'approvals',
  count: `select count(*) from approval_workflows.${table} where seq > 0`,
  wrong: `
    select w.about, 'its row knows event ' || w.seq || ', the newest on record is ' || coalesce(w.newest::text, 'none') as says
      from (select ${workflowId} as about, t.seq,
                   (select e.seq from approval_workflows.events e where e.workflow_id = ${workflowId}
                     order by e.generation desc, e.seq desc limit 1) as newest
              from approval_workflows.${table} t where t.seq > 0) w
     where w.newest is distinct from w.seq`,
});

interface Numbered {
  readonly store: Judgement['store'];
  readonly table: string;
  /** what its rows are numbered within, as an expression */
  readonly of: string;
  readonly no: string;
  readonly where?: string;
}

/** Rows that are numbered from 1 within something. */
const rows = ({ store, table, of, no, where = 'true' }: Numbered): Judgement => ({
  store,
  count: `select count(*) from ${table} t where ${where}`,
  wrong: `
    select ${of} as about, '${table.split('.')[1]}: the last is number ' || max(${no}) || ', but there are ' || count(*) as says
      from ${table} t where ${where} group by ${of} having max(${no}) <> count(*) or min(${no}) <> 1`,
});

/** A commission or an agency counts its own events. */
const counts = (table: string, key: string, told: string): Judgement => ({
  store: 'market',
  count: `select count(*) from intermediary_market.${table}`,
  wrong: `
    select t.${key} as about, 'it counts ' || t.events || ' events, on record are ' || w.newest as says
      from intermediary_market.${table} t
      cross join lateral (
        select coalesce(max(m.seq), 0) as newest from intermediary_market.${told} m where m.${key} = t.${key}) w
     where w.newest <> t.events`,
});

const inMarket = (table: string, of: string, no: string): Judgement =>
  rows({ store: 'market', table: `intermediary_market.${table}`, of, no });
const atIntake = (table: string, of: string): Judgement =>
  rows({ store: 'intake', table: `intake.${table}`, of, no: 'seq' });

/** Whatever is numbered within something has no gap: a gap is something that was lost. */
export const numbersWithoutGap = bySql(
  'numbers of events, without a gap',
  events,
  newest('steps', `'order/' || t.order_no || '/step/' || t.step`),
  newest('cases', `'case/' || t.case_no`),
  inMarket('milestones', 't.commission_no', 'seq'),
  inMarket('agency_events', 't.agency_no', 'seq'),
  inMarket('commission_files', 't.commission_no', 'file_no'),
  counts('commissions', 'commission_no', 'milestones'),
  counts('agencies', 'agency_no', 'agency_events'),
  atIntake('track_changes', 't.order_no'),
  atIntake('agent_replacements', 't.order_no'),
  atIntake('project_changes', 't.project_code'),
  rows({ store: 'approvals', table: 'approval_workflows.case_attachments', of: 't.case_no', no: 'no' }),
);

/** A line of a ledger stands where the event that wrote it stands, in order, from the opening of its step on. */
export const ledgersAndEvents = bySql('lines of ledgers, each written by its event', {
  store: 'approvals',
  count: `
    select count(*) from approval_workflows.ledger_changes l
      join approval_workflows.steps s on (s.order_no, s.step, s.generation) = (l.order_no, l.step, l.generation)`,
  wrong: `
    select s.order_no || ' ' || s.step as about,
           case when l.line_no is null then 'its ledger is empty'
                when l.line_no <> l.place then 'line ' || l.line_no || ' of its ledger stands at place ' || l.place
                when l.before is null and l.at <> s.opened_at then 'its ledger does not begin as it opened'
                when l.at < l.before then 'line ' || l.line_no || ' of its ledger is earlier than the one before'
                else 'line ' || l.line_no || ' of its ledger was written by no event on record' end as says
      from approval_workflows.steps s
      left join (
        select c.*, row_number() over w as place, lag(c.at) over w as before
          from approval_workflows.ledger_changes c
        window w as (partition by c.order_no, c.step, c.generation order by c.line_no)) l
        on (l.order_no, l.step, l.generation) = (s.order_no, s.step, s.generation)
     where l.line_no is null or l.line_no <> l.place or l.at < l.before
        or l.before is null and l.at <> s.opened_at
        or not exists (
          select from approval_workflows.events e
           where e.workflow_id = 'order/' || s.order_no || '/step/' || s.step and e.seq = l.event and e.at = l.at)
     order by 1`,
});
