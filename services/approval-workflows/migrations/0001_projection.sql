-- The projection of orders, steps, tasks and cases that their workflows write, and who reads it.

create table calendars (
  version text primary key,
  published_through date not null,
  off date[] not null,
  work date[] not null,
  published_at timestamptz not null,
  created_at timestamptz not null default now()
);
comment on table calendars is 'Working-day calendars by version; one that is published never changes. New orders take the newest.';
grant select, insert on calendars to approval_workflows;

create table orders (
  order_no text primary key,
  project_code text not null,
  uscc text not null,
  agent_id text not null,
  track text not null check (track in ('80', '50', '30')),
  budget_days integer not null check (budget_days between 13 and 80),
  plan jsonb not null,
  calendar_version text not null references calendars,
  rules_version integer not null,
  received_at timestamptz not null,
  closed_at timestamptz,
  outcome text check (outcome in ('approved', 'refused', 'withdrawn')),
  revision bigint not null default 0,
  told jsonb,
  created_at timestamptz not null default now(),
  check ((closed_at is null) = (outcome is null))
);
comment on table orders is 'Orders as their workflow approveOrder has them on record.';
comment on column orders.uscc is 'the enterprise; bounds what an enterprise sees';
comment on column orders.revision is 'counts the readings of the order clock that were told to its workflow';
comment on column orders.told is 'the reading its workflow was last told: light, due day, next mark';
create index orders_by_enterprise on orders (uscc);
create index orders_by_project on orders (project_code);
create index orders_open on orders (received_at) where closed_at is null;
grant select, insert, update (closed_at, outcome, revision, told, calendar_version) on orders to approval_workflows;

create table steps (
  order_no text not null references orders,
  step text not null check (step in (
    'project-initiation', 'planning', 'environmental-assessment', 'fire-safety', 'construction-permit')),
  generation integer not null,
  seq integer not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  outcome text check (outcome in ('approved', 'refused', 'withdrawn')),
  stops jsonb not null default '[]',
  created_at timestamptz not null default now(),
  primary key (order_no, step),
  check ((closed_at is null) = (outcome is null))
);
comment on table steps is 'Steps that have opened, as their workflow approvalStep has them on record.';
comment on column steps.seq is 'the number of the newest event that the row knows; a row only moves forward';
grant select, insert, update (generation, seq, closed_at, outcome, stops) on steps to approval_workflows;

create table tasks (
  order_no text not null,
  step text not null,
  task text not null,
  position smallint not null,
  kind text not null check (kind in ('review', 'commission')),
  department text check (department in ('DRC', 'ASC', 'NRP', 'EEB', 'FRD', 'HCB')),
  category text,
  budget_days integer not null check (budget_days >= 0),
  state text not null check (state in (
    'waiting', 'reviewing', 'checking', 'briefing', 'contracting', 'working', 'delivered', 'done', 'closed')),
  opened_at timestamptz,
  closed_at timestamptz,
  reviewer text,
  opinion text check (opinion in ('approve', 'refuse')),
  due_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (order_no, step, task),
  foreign key (order_no, step) references steps,
  check ((department is not null) = (kind = 'review')),
  check ((category is not null) = (kind = 'commission'))
);
comment on table tasks is 'The tasks of steps that have opened.';
comment on column tasks.reviewer is 'the subject id of the person whose opinion waits for the check of another';
comment on column tasks.due_at is 'closing time of the due day as of the last event; null while the task waits or is paused';
create index tasks_desk on tasks (department, due_at, order_no, task) where state in ('reviewing', 'checking');
grant select, insert, update (state, opened_at, closed_at, reviewer, opinion, due_at) on tasks to approval_workflows;

create table ledger_changes (
  order_no text not null,
  step text not null,
  line_no integer not null check (line_no > 0),
  at timestamptz not null,
  bucket text not null check (bucket in ('GOV', 'AGENCY', 'OWNER', 'EXCLUDED')),
  task text not null,
  event integer not null,
  because text not null,
  created_at timestamptz not null default now(),
  primary key (order_no, step, line_no),
  foreign key (order_no, step) references steps
);
comment on table ledger_changes is 'Who had the ball from when on: the lines every clock is counted from. Append-only.';
grant select, insert on ledger_changes to approval_workflows;

create table events (
  workflow_id text not null,
  generation integer not null,
  seq integer not null,
  order_no text not null,
  step text,
  case_no text,
  at timestamptz not null,
  kind text not null,
  by text,
  detail jsonb not null,
  created_at timestamptz not null default now(),
  primary key (workflow_id, generation, seq)
);
comment on table events is 'What happened, by workflow and number, with the instant it bears and the subject id of who did it. Append-only.';
create index events_by_order on events (order_no, at);
grant select, insert on events to approval_workflows;

create table case_serials (
  day date primary key,
  last integer not null check (last > 0),
  created_at timestamptz not null default now()
);
comment on table case_serials is 'The last serial of a case number given out per day.';
grant select, insert, update (last) on case_serials to approval_workflows;

create table cases (
  case_no text primary key,
  order_no text not null,
  step text not null,
  opened_at timestamptz not null,
  generation integer not null default 0,
  seq integer not null default 0,
  level text not null default 'L1' check (level in ('L1')),
  state text not null default 'open' check (state in ('open', 'confirming', 'closed')),
  outcome text check (outcome in (
    'settled-on-the-spot', 'settled-by-transfer', 'settled-by-coordination', 'settled-conditionally', 'settled-by-agent',
    'cannot-by-law', 'out-of-scope', 'withdrawn', 'merged', 'no-longer-due')),
  proposed_by text,
  closed_at timestamptz,
  created_at timestamptz not null default now(),
  unique (order_no, step),
  check ((closed_at is not null) = (state = 'closed')),
  check ((outcome is null) = (state = 'open'))
);
comment on table cases is 'Fallback cases: one per step that passed its due day, ever.';
create index cases_newest on cases (opened_at, case_no);
grant select, insert, update (generation, seq, level, state, outcome, proposed_by, closed_at) on cases to approval_workflows;

create table texts (
  text_id text primary key,
  body text not null,
  by text not null,
  created_at timestamptz not null default now()
);
comment on table texts is 'What people wrote: opinions, reasons, notes. Workflows carry only the id. Append-only.';
grant select, insert on texts to approval_workflows;
