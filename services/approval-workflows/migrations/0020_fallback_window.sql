-- Cases of people, too: with or without an order; levels, commitments and all else a case is are in its record.
alter table cases
  alter column order_no drop not null,
  alter column step drop not null,
  drop constraint cases_level_check,
  drop constraint cases_state_check,
  add column way text not null default 'timeout',
  add column cause text not null default 'timeout',
  add column is_urgent boolean not null default false,
  add column level_since timestamptz,
  add column answered_at timestamptz,
  add column handler text,
  add column departments text[] not null default '{}',
  add column agencies text[] not null default '{}',
  add column commission_no text,
  add column merged_into text references cases,
  add column reported_by text,
  add column uscc text,
  add column text_id text references texts,
  add column record jsonb,
  add column calendar_version text references calendars;

update cases set calendar_version = (select o.calendar_version from orders o where o.order_no = cases.order_no),
  level_since = opened_at, answered_at = closed_at, record = jsonb_build_object(
  'rulesVersion', 1, 'way', 'timeout', 'cause', 'timeout', 'isUrgent', false, 'requiredBy', null,
  'orderNo', order_no, 'step', step, 'commissionNo', null, 'level', level,
  'levelSince', floor(extract(epoch from opened_at) * 1000)::bigint, 'failed', '[]'::jsonb,
  'plan', jsonb_build_object('day', null, 'missingAt', null, 'missedAt', null),
  'reopenings', reopenings, 'wasDissatisfied', false,
  'openedAt', floor(extract(epoch from opened_at) * 1000)::bigint,
  'changedAt', floor(extract(epoch from coalesce(closed_at, opened_at)) * 1000)::bigint,
  'state', state, 'handler', null, 'contactedAt', null, 'contactMissedAt', null, 'style', null, 'lead', null,
  'asked', '[]'::jsonb, 'commitments', '[]'::jsonb, 'schedule', '[]'::jsonb, 'matters', '[]'::jsonb,
  'stepClosedAt', null, 'outcome', outcome, 'proposedBy', proposed_by,
  'answeredAt', floor(extract(epoch from closed_at) * 1000)::bigint, 'callBack', null, 'mergedInto', null,
  'closedAt', floor(extract(epoch from closed_at) * 1000)::bigint, 'events', greatest(seq, 1));

alter table cases
  alter column way drop default,
  alter column cause drop default,
  alter column level drop default,
  alter column state drop default,
  alter column level_since set not null,
  alter column record set not null,
  alter column calendar_version set not null,
  add constraint cases_way_check check (way in ('timeout', 'counter', 'hotline', 'api', 'transfer')),
  add constraint cases_cause_check check (cause in ('timeout', 'papers', 'policy', 'system', 'shirking', 'agency', 'legacy', 'refusal', 'repeated-visits', 'attitude', 'other')),
  add constraint cases_level_check check (level in ('L0', 'L1', 'L2', 'L3', 'L4')),
  add constraint cases_state_check check (state in ('open', 'confirming', 'calling-back', 'committed', 'closed')),
  add constraint cases_of_steps_check check (step is null or order_no is not null);

comment on table cases is 'Cases of the fallback window: of people, and one per step that was late, ever.';
comment on column cases.record is 'the whole case as its workflow last wrote it; what other columns say of it serves searches';
comment on column cases.departments is 'those that lead it, are asked, or are held to something';
comment on column cases.agencies is 'the USCC of agencies that are held to something';
comment on column cases.reported_by is 'the subject id of who reported it, or took it down at the counter; null by timeout';
comment on column cases.uscc is 'of the enterprise or agency that reported it';
comment on column cases.calendar_version is 'by which its days are counted, from its start to its end';
comment on column cases.text_id is 'what was reported';

create index cases_unanswered on cases (level, opened_at, case_no) where answered_at is null;
create index cases_of_departments on cases using gin (departments);
create index cases_of_orders on cases (order_no) where order_no is not null;
create index cases_not_started on cases (opened_at) where generation = 0;
grant update (order_no, level_since, answered_at, handler, departments, agencies, commission_no, merged_into, is_urgent, record)
  on cases to approval_workflows;

alter table events alter column order_no drop not null;
create index events_of_cases on events (case_no, generation, seq) where case_no is not null;

alter table texts add column alternative text, add column where_to text;
comment on column texts.alternative is 'of what cannot be done by law: what can be done instead';
comment on column texts.where_to is 'of what is out of scope: where to go';
