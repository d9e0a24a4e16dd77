create table track_changes (
  order_no text not null references orders on update cascade,
  seq integer not null check (seq > 0),
  request_key text not null unique,
  track text not null check (track in ('80', '50', '30')),
  budget_days integer not null check (budget_days between 13 and 80),
  plan jsonb not null,
  requested_by text not null,
  requested_at timestamptz not null,
  decided_at timestamptz,
  refusal jsonb,
  event_seq integer,
  former_track text,
  former_budget_days integer,
  former_plan jsonb,
  created_at timestamptz not null default now(),
  primary key (order_no, seq),
  constraint track_changes_decided check (
    num_nulls(event_seq, former_track, former_budget_days, former_plan) in (0, 4)
    and num_nonnulls(refusal, former_plan) = num_nonnulls(decided_at))
);
comment on table track_changes is
  'Requests to put an order on another track or on other days, numbered from 1, and what its workflow decided. Append-only but for that.';
comment on column track_changes.request_key is
  'of the request; a repeated request finds what it did by this, and it is the id of the update of the workflow';
comment on column track_changes.plan is 'as an order of the new track would have it; its workflow keeps the step that is open';
comment on column track_changes.decided_at is 'null until the workflow has answered; the sweep asks it again';
comment on column track_changes.refusal is 'why it was refused: the code, and what the caller needs to act on it';
comment on column track_changes.event_seq is 'of the event of the order, where the change was made; former_* is what the order was on before';
create index track_changes_undecided on track_changes (requested_at) where decided_at is null;
grant select, insert,
  update (decided_at, refusal, event_seq, former_track, former_budget_days, former_plan) on track_changes to intake;
grant update (track, budget_days, plan) on orders to intake;
comment on column orders.plan is 'by which the order goes now: it follows the changes of its track that the workflow has made';
