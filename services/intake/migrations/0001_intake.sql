-- Intake: what enterprises bring (projects, mandates) and the receipts of their orders.

create table serials (
  kind text not null check (kind in ('O', 'M')),
  day date not null,
  last integer not null check (last > 0),
  created_at timestamptz not null default now(),
  primary key (kind, day)
);
comment on table serials is
  'The last serial given out per kind of number (O order, M mandate) and office day; gaps are harmless.';
grant select, insert, update (last) on serials to intake;

create table projects (
  code text primary key,
  name text not null,
  uscc text not null,
  enterprise_name text not null,
  investment_yuan bigint not null check (investment_yuan > 0),
  land_hectares numeric(10, 4) not null check (land_hectares >= 0),
  industry text not null,
  registered_by text not null,
  registered_at timestamptz not null,
  created_at timestamptz not null default now()
);
comment on table projects is 'Investment projects by their national code, with the enterprise that owns each.';
comment on column projects.uscc is 'the unified social credit code of the enterprise; bounds what an enterprise sees';
create index projects_by_enterprise on projects (uscc);
grant select, insert on projects to intake;

create table mandates (
  mandate_no text primary key,
  agent_id text not null,
  project_code text not null references projects,
  scopes text[] not null check (cardinality(scopes) > 0 and scopes <@ array['order', 'commission']),
  granted_by text not null,
  granted_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > granted_at),
  revoked_at timestamptz,
  revoked_by text,
  created_at timestamptz not null default now(),
  check ((revoked_at is null) = (revoked_by is null))
);
comment on table mandates is 'What an enterprise lets an agent do for one of its projects, until it expires or is revoked.';
comment on column mandates.agent_id is 'the opaque subject id of the agent';
create index mandates_by_project on mandates (project_code);
create index mandates_by_agent on mandates (agent_id);
grant select, insert, update (revoked_at, revoked_by) on mandates to intake;

create view active_mandates as
  select m.agent_id, m.project_code, p.uscc, m.scopes
    from mandates m
    join projects p on p.code = m.project_code
   where m.revoked_at is null
     and m.expires_at > (select shared.office_now());
comment on view active_mandates is
  'The mandates in force, by business time. The one relation other services read, so that a revoked mandate ends at once everywhere.';
grant select on active_mandates to intake;
grant usage on schema intake to approval_workflows, intermediary_market;
grant select on active_mandates to approval_workflows, intermediary_market;

create table orders (
  order_no text primary key,
  request_key text not null unique,
  project_code text not null references projects,
  uscc text not null,
  agent_id text not null,
  track text not null check (track in ('80', '50', '30')),
  budget_days integer not null check (budget_days between 13 and 80),
  plan jsonb not null,
  received_at timestamptz not null,
  started_at timestamptz,
  closed_at timestamptz,
  outcome text check (outcome in ('approved', 'refused', 'withdrawn')),
  state text not null generated always as (
    case when closed_at is not null then 'closed' when started_at is not null then 'running' else 'received' end
  ) stored,
  created_at timestamptz not null default now(),
  check ((closed_at is null) = (outcome is null)),
  check (closed_at is null or started_at is not null)
);
comment on table orders is
  'The receipt of an order: written before its workflow starts, marked when it has started and when it has closed.';
comment on column orders.request_key is 'of the request that opened it; a repeated request finds its order by this';
comment on column orders.budget_days is 'working days to the construction permit';
comment on column orders.plan is 'the resolved plan the workflow is started with';
create unique index orders_one_open_per_project on orders (project_code) where closed_at is null;
create index orders_unstarted on orders (received_at, order_no) where started_at is null;
create index orders_newest on orders (received_at, order_no);
create index orders_by_enterprise on orders (uscc);
create index orders_by_project on orders (project_code);
grant select, insert, update (started_at, closed_at, outcome) on orders to intake;

create table texts (
  text_id uuid primary key,
  text text not null,
  written_by text not null,
  written_at timestamptz not null,
  created_at timestamptz not null default now()
);
comment on table texts is 'Free text of people, never changed. Workflows are told the id only.';
grant select, insert on texts to intake;

create table withdrawals (
  order_no text primary key references orders,
  withdrawn_by text not null,
  reason_id uuid not null references texts,
  withdrawn_at timestamptz not null,
  sent_at timestamptz,
  created_at timestamptz not null default now()
);
comment on table withdrawals is 'An enterprise''s wish to end its order, and whether the workflow has been told.';
create index withdrawals_unsent on withdrawals (withdrawn_at) where sent_at is null;
grant select, insert, update (sent_at) on withdrawals to intake;
