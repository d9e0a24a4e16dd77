-- The agency market in the direct way: who may be hired, what was commissioned, how it went on, what is still to be told.

create table categories (
  code text primary key check (code in (
    'ENG', 'GEO', 'DSN', 'DRW', 'MAP', 'EIA', 'ENE', 'SWC', 'HAZ', 'MIN',
    'SEI', 'SAF', 'OHS', 'LGT', 'FIR', 'CAD', 'CST', 'TND', 'SUP', 'VAL'
  )),
  place integer not null unique,
  zh text not null,
  en text not null,
  default_days integer check (default_days > 0),
  created_at timestamptz not null default now()
);
comment on table categories is 'The kinds of intermediary service an agency can be hired for; loaded from the catalogue at start.';
comment on column categories.default_days is 'usual working days of one job; null where the job lasts as long as the works';
grant select, insert on categories to intermediary_market;

create table agencies (
  agency_no text primary key,
  category text not null references categories,
  uscc text not null unique,
  zh text not null,
  status text not null check (status in ('listed', 'suspended')),
  created_at timestamptz not null default now()
);
comment on table agencies is 'The agencies of the market; a suspended one cannot be engaged.';
create index agencies_by_category on agencies (category, agency_no);
grant select, insert on agencies to intermediary_market;

create table commissions (
  commission_no text primary key,
  order_no text not null,
  step text not null check (step in (
    'project-initiation', 'planning', 'environmental-assessment', 'fire-safety', 'construction-permit'
  )),
  task text not null check (task in (
    'record', 'order-meeting', 'planning-conditions', 'scheme-design', 'scheme-review', 'eia-report', 'eia-review',
    'construction-drawings', 'drawing-review', 'fire-review', 'safety-registration', 'construction-permit'
  )),
  project_code text not null,
  uscc text not null,
  category text not null references categories,
  days integer not null check (days >= 0),
  state text not null check (state in (
    'briefing', 'contracting', 'working', 'delivered', 'accepted', 'terminated'
  )),
  agency_no text references agencies,
  deliveries integer not null check (deliveries >= 0),
  events integer not null check (events >= 0),
  opened_at timestamptz not null,
  changed_at timestamptz not null check (changed_at >= opened_at),
  created_at timestamptz not null default now(),
  unique (order_no, task)
);
comment on table commissions is 'An agency''s work that a task of an order needs; changed by the market alone, under a row lock.';
comment on column commissions.commission_no is 'named after the order and the task it was first opened for';
comment on column commissions.uscc is 'the enterprise that owns the project';
comment on column commissions.days is 'the task''s budget in working days';
comment on column commissions.events is 'events so far; the number of its newest milestone';
create index commissions_newest on commissions (opened_at, commission_no);
create index commissions_by_owner on commissions (uscc);
create index commissions_by_project on commissions (project_code);
create index commissions_by_agency on commissions (agency_no);
grant select, insert, update (state, agency_no, deliveries, events, changed_at) on commissions to intermediary_market;

create table texts (
  text_id uuid primary key default gen_random_uuid(),
  author text not null,
  body text not null,
  created_at timestamptz not null default now()
);
comment on table texts is 'What people wrote; it stays in the market and never enters a message. Written once.';
comment on column texts.author is 'opaque subject id';
grant select, insert on texts to intermediary_market;

create table milestones (
  commission_no text not null references commissions,
  seq integer not null check (seq > 0),
  kind text not null check (kind in ('engage', 'decline', 'sign', 'deliver', 'return', 'accept', 'terminate')),
  at timestamptz not null,
  "by" text not null,
  agency_no text references agencies,
  note uuid references texts,
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null default now(),
  primary key (commission_no, seq)
);
comment on table milestones is 'Every event of a commission, numbered from 1 without gaps. Written once.';
comment on column milestones.sha256 is 'hash of what was handed in; the files themselves stay with the parties';
grant select, insert on milestones to intermediary_market;

create table outbox (
  id bigint generated always as identity primary key,
  commission_no text not null,
  seq integer not null,
  payload jsonb not null,
  attempts integer not null default 0,
  not_before timestamptz not null default now(),
  sent_at timestamptz,
  remark text check (remark in ('workflow-gone')),
  created_at timestamptz not null default now(),
  unique (commission_no, seq),
  foreign key (commission_no, seq) references milestones
);
comment on table outbox is 'Milestones on their way to the workflow: written with the milestone, sent in order per commission.';
comment on column outbox.not_before is 'after a failed attempt: when to try again';
comment on column outbox.remark is 'why a letter counts as sent although no workflow took it';
create index outbox_unsent on outbox (commission_no, seq) where sent_at is null;
grant select, insert, update (attempts, not_before, sent_at, remark) on outbox to intermediary_market;
