-- papers that are promised, results that are withheld until they are in, and promises that were not kept
alter table tasks drop constraint tasks_state_check;
alter table tasks add constraint tasks_state_check check (state in (
  'waiting', 'reviewing', 'checking', 'supplementing', 'withheld', 'briefing', 'contracting', 'working', 'delivered', 'done', 'closed'));
create index tasks_promised on tasks (order_no, task) where closed_at is null and counter ? 'promises';

create table broken_promises (
  order_no text not null references orders,
  task text not null,
  step text not null,
  uscc text not null,
  kind text not null check (kind in ('promise', 'commitment')),
  broken_at timestamptz not null,
  repaired_at timestamptz,
  repaired_by text,
  repair_text_id text references texts,
  created_at timestamptz not null default now(),
  primary key (order_no, task),
  check ((repaired_at is null) = (repaired_by is null)),
  check ((repaired_at is null) = (repair_text_id is null))
);
comment on table broken_promises is 'Papers that enterprises promised and did not bring, and commitments whose result was revoked: until a supervisor repairs it the enterprise can promise and commit nowhere.';
comment on column broken_promises.uscc is 'the enterprise that had promised, as its order names it';
comment on column broken_promises.repair_text_id is 'why it was repaired';
create index broken_promises_that_bar on broken_promises (uscc, broken_at) where repaired_at is null;
create index broken_promises_newest on broken_promises (broken_at);
grant select, insert, update (repaired_at, repaired_by, repair_text_id) on broken_promises to approval_workflows;
