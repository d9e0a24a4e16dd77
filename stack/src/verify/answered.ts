import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { PoolClient } from 'pg';
import type { DataSet, Invariant, Looked } from './invariant.ts';
import type { ToldAnswer } from './told-answer.ts';

/** What somebody does with a review, as events of its step. */
const acts = [
  ...['review', 'check', 'accept-papers', 'ask-supplement', 'supply', 'request', 'decide-request'],
  ...['end-stop', 'opine', 'announce', 'promise', 'commit'],
];
const ofActs = `kind in (${acts.map((kind) => `'${kind}'`).join(', ')})`;

/**
 * Requests with the last answer to each: those of the last 24 hours as the services keep them, and those that callers were told. A key is
 * one request; `source` keeps the two apart, because callers and services name a request differently.
 */
const table = `
  create temporary table answered (
    source text not null, key text not null, path text, status integer not null, answer jsonb, primary key (source, key))`;

const kept = ['intake', 'approval_workflows', 'intermediary_market'].map(
  (schema) => `
  insert into answered
  select '${schema}', request_key, null, status, answer::jsonb
    from ${schema}.idempotency_keys where status between 200 and 299 and answer like '{%'`,
);

/** An answer that is not known came before or after what was done; a success is one whatever was answered before or later. */
const told = `
  insert into answered
  select 'callers', t.key, t.path, t.status, t.answer
    from jsonb_to_recordset($1::jsonb) as t (key text, path text, status integer, answer jsonb)
  on conflict (source, key) do update set status = excluded.status, answer = excluded.answer
   where answered.status not between 200 and 299`;

/** Answers that name one thing that was made, and where it stands. */
const made = [
  {
    field: 'orderNo',
    and: "answer ? 'started' and answer ? 'track'",
    table: 'intake.orders',
    key: 'order_no',
  },
  { field: 'paperNo', and: "answer ? 'kind'", table: 'intake.papers', key: 'paper_no' },
  { field: 'mandateNo', and: 'true', table: 'intake.mandates', key: 'mandate_no' },
  { field: 'caseNo', and: "answer ? 'trackingCode'", table: 'approval_workflows.cases', key: 'case_no' },
];

interface Question {
  readonly count: string;
  readonly wrong: string;
}

/** What was made is there, and no two requests were answered the same one. */
const questionsOfMade: readonly Question[] = made.map(({ field, and, table: place, key }) => {
  const those = `answered where status = 201 and answer ? '${field}' and ${and}`;
  return {
    count: `select count(*) from ${those}`,
    wrong: `
      select a.no as about, case when t.${key} is null then 'it was answered, but is not on record'
                                 else a.n || ' requests were answered it as theirs' end as says
        from (select source, answer ->> '${field}' as no, count(*) as n from ${those} group by 1, 2) a
        left join ${place} t on t.${key} = a.no
       where t.${key} is null or a.n > 1`,
  };
});

/** How many events `e` there are; one that was written again under a later generation is the same. */
const ofEvents = 'count(distinct (e.workflow_id, e.seq, e.at))';

/** A decision is the event of its task with the instant that was answered; so many decisions of one instant are so many events. */
const decisions: Question = {
  count: "select count(*) from answered where answer ? 'stepClosed'",
  wrong: `
    select d.order_no || ' ' || d.task as about,
           d.n || ' answered at ' || d.at || ', on record ' || e.n || ' at that instant' as says
      from (select source, answer ->> 'orderNo' as order_no, answer ->> 'step' as step, answer ->> 'task' as task,
                   (answer ->> 'at')::timestamptz as at, count(*) as n
              from answered where answer ? 'stepClosed' group by 1, 2, 3, 4, 5) d
      cross join lateral (
        select ${ofEvents} as n from approval_workflows.events e
         where e.workflow_id = 'order/' || d.order_no || '/step/' || d.step and e.at = d.at
           and e.detail ->> 'task' = d.task and e.${ofActs}) e
     where e.n < d.n`,
};

const caseActs: Question = {
  count: "select count(*) from answered where answer ? 'caseNo' and answer ? 'seq'",
  wrong: `
    select d.case_no as about, d.n || ' answered with event ' || d.seq || ', on record ' || e.n as says
      from (select source, answer ->> 'caseNo' as case_no, (answer ->> 'seq')::integer as seq,
                   (answer ->> 'at')::timestamptz as at, count(*) as n
              from answered where answer ? 'caseNo' and answer ? 'seq' group by 1, 2, 3, 4) d
      cross join lateral (
        select ${ofEvents} as n from approval_workflows.events e
         where e.workflow_id = 'case/' || d.case_no and e.seq = d.seq and e.at = d.at) e
     where e.n <> d.n`,
};

/** An act on a commission is its milestone of that instant. */
const milestones: Question = {
  count: "select count(*) from answered where answer ? 'commissionNo' and answer ? 'changedAt'",
  wrong: `
    select d.commission_no as about, d.n || ' answered at ' || d.at || ', on record ' || m.n || ' at that instant' as says
      from (select source, answer ->> 'commissionNo' as commission_no, (answer ->> 'changedAt')::timestamptz as at, count(*) as n
              from answered
             where answer ? 'commissionNo' and answer ? 'changedAt' and answer ->> 'changedAt' <> answer ->> 'openedAt'
             group by 1, 2, 3) d
      cross join lateral (
        select count(*) as n from intermediary_market.milestones m
         where m.commission_no = d.commission_no and m.at = d.at) m
     where m.n < d.n`,
};

/** Of the callers alone: on a task or a commission no more is on record than they have asked for; papers that come in supply by themselves. */
const nothingTwice: readonly Question[] = [
  {
    count:
      "select count(distinct substring(path from '^/v1/tasks/([^/]+)/')) from answered where source = 'callers'",
    wrong: `
      select r.order_no || ' ' || r.task as about, e.n || ' acts on record, ' || r.n || ' requests' as says
        from (select split_part(path, '/', 4) as order_no, split_part(path, '/', 5) as task,
                     count(*) filter (where status < 300 or status >= 500) as n
                from answered where source = 'callers' and path like '/v1/tasks/%' and path not like '%/supply' group by 1, 2) r
        cross join lateral (
          select ${ofEvents} as n from approval_workflows.events e
           where e.order_no = r.order_no and e.workflow_id like 'order/%' and e.detail ->> 'task' = r.task and e.kind <> 'supply' and e.${ofActs}) e
       where e.n > r.n`,
  },
  {
    count:
      "select count(distinct substring(path from '^/v1/commissions/([^/]+)/')) from answered where source = 'callers'",
    wrong: `
      select r.commission_no as about, m.n || ' milestones of people on record, ' || r.n || ' requests' as says
        from (select split_part(path, '/', 4) as commission_no, count(*) filter (where status < 300 or status >= 500) as n
                from answered where source = 'callers' and path ~ '^/v1/commissions/[^/]+/(?!bids|files|ratings)' group by 1) r
        cross join lateral (
          select count(*) as n from intermediary_market.milestones m
           where m.commission_no = r.commission_no and m.kind not in ('close', 'lapse', 'terminate') and m.by <> 'market') m
       where m.n > r.n`,
  },
];

const questions = [...questionsOfMade, decisions, caseActs, milestones, ...nothingTwice];

/** Whatever a caller was told is done is on record, once. */
export const answeredOnce: Invariant = {
  what: 'answers with success, each on record once',
  async *look(set) {
    const db = await set.stores.intake.connect();
    try {
      await gather(db, set);
      for (const { count, wrong } of questions) {
        const counted = await db.query<{ count: string }>(count);
        const { rows } = await db.query<Looked['findings'][number]>(`${wrong} limit ${most}`);
        yield { count: Number(counted.rows[0]?.count), findings: rows };
      }
    } finally {
      await db.query('drop table if exists answered').catch(() => undefined);
      db.release();
    }
  },
};
const most = 200;

async function gather(db: PoolClient, { answers }: DataSet): Promise<void> {
  await db.query(table);
  for (const statement of kept) await db.query(statement);
  if (answers === undefined) return;
  for await (const lines of batchesOf(answers)) await db.query(told, [JSON.stringify(lines)]);
}

/** Lines that are put into the table at a time. */
const batch = 500;

async function* batchesOf(file: string): AsyncGenerator<ToldAnswer[]> {
  let lines = new Map<string, ToldAnswer>();
  for await (const line of createInterface(createReadStream(file))) {
    if (line === '') continue;
    const one = JSON.parse(line) as ToldAnswer;
    // one statement must not touch a row twice: the last answer to a key counts, or the first with success
    const known = lines.get(one.key);
    if (!known || known.status >= 300 || known.status < 200) lines.set(one.key, one);
    if (lines.size < batch) continue;
    yield [...lines.values()];
    lines = new Map();
  }
  yield [...lines.values()];
}
