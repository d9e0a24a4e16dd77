-- claims after an outage, and amendments of issued results: facts of their own, beside what workflows write
alter table texts add corrected text;
comment on column texts.corrected is 'of a correction: what the result should say';

create table claims (
  no integer generated always as identity primary key,
  order_no text not null references orders,
  step text not null,
  task text not null,
  department text not null,
  event integer not null,
  kind text not null,
  recorded_at timestamptz not null,
  claimed_at timestamptz not null,
  working_days integer not null check (working_days >= 0),
  by text not null,
  at timestamptz not null,
  text_id text not null references texts,
  verdict text check (verdict in ('grant', 'deny')),
  decided_by text check (decided_by <> by),
  decided_at timestamptz,
  decision_text_id text references texts,
  created_at timestamptz not null default now(),
  check (claimed_at < recorded_at),
  check ((verdict is null) = (decided_at is null) and (verdict is null) = (decided_by is null))
);
comment on table claims is 'Claims after an outage: when an act of a department really happened, granted or denied by a supervisor. No clock follows them.';
comment on column claims.event is 'the number of the act within its step';
comment on column claims.kind is 'the kind of that event';
comment on column claims.recorded_at is 'the instant that the act bears on record';
comment on column claims.working_days is 'from the office day claimed to that on record, by the calendar of the order as it was then';
create unique index claims_of_event on claims (order_no, step, event) where verdict is null or verdict = 'grant';
create index claims_newest on claims (at);
create index claims_waiting on claims (at) where verdict is null;
grant select, insert, update (verdict, decided_by, decided_at, decision_text_id) on claims to approval_workflows;

-- the share of claims is that of the acts of departments, counted from a day on
create index events_of_departments on events (at) where kind in (
  'review', 'check', 'accept-papers', 'ask-supplement', 'request', 'end-stop', 'announce');

create table amendments (
  no integer generated always as identity primary key,
  order_no text not null references orders,
  step text not null,
  task text not null,
  department text not null,
  kind text not null check (kind in ('correction', 'revocation')),
  by text not null,
  at timestamptz not null,
  text_id text not null references texts,
  verdict text check (verdict in ('grant', 'deny')),
  decided_by text check (decided_by <> by),
  decided_at timestamptz,
  decision_text_id text references texts,
  created_at timestamptz not null default now(),
  check ((verdict is null) = (decided_at is null) and (verdict is null) = (decided_by is null))
);
comment on table amendments is 'Corrections and revocations of issued results, proposed by a department and granted or denied by its head.';
create unique index amendments_waiting on amendments (order_no, task) where verdict is null;
create unique index amendments_revoked on amendments (order_no, task) where kind = 'revocation' and verdict = 'grant';
create index amendments_of_order on amendments (order_no);
grant select, insert, update (verdict, decided_by, decided_at, decision_text_id) on amendments to approval_workflows;
