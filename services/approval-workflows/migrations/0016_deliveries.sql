-- the handing over of what reviews have issued: rows of this service, no state of a workflow
create table deliveries (
  no integer generated always as identity primary key,
  order_no text not null references orders,
  step text not null,
  task text not null,
  department text not null,
  decided_at timestamptz not null,
  state text not null default 'new' check (state in ('new', 'ongoing', 'done', 'cancelled')),
  way text check (way in ('counter', 'courier')),
  courier text,
  tracking_no text,
  done_at timestamptz,
  acts integer not null default 0 check (acts >= 0),
  text_id text references texts,
  changed_by text,
  changed_at timestamptz,
  created_at timestamptz not null default now(),
  unique (order_no, task),
  check ((done_at is null) = (state <> 'done')),
  check ((courier is null) = (tracking_no is null)),
  check ((acts = 0) = (changed_at is null) and (acts = 0) = (changed_by is null))
);
comment on table deliveries is 'The handing over of each result that was issued, born with its decision. Its limit is counted from decided_at on read; proof ends it.';
comment on column deliveries.way is 'how it was handed over, or is on its way; null before';
comment on column deliveries.acts is 'acts so far; each is an event of this number';
comment on column deliveries.text_id is 'of the newest act: the proof, or why it was cancelled';
create index deliveries_open on deliveries (department, decided_at) where state <> 'done';
create index deliveries_undone on deliveries (decided_at) where state <> 'done';
grant select, insert, update (state, way, courier, tracking_no, done_at, acts, text_id, changed_by, changed_at)
  on deliveries to approval_workflows;

create table delivery_wishes (
  order_no text primary key references orders,
  way text not null check (way in ('counter', 'courier')),
  recipient text,
  phone text,
  address text,
  by text not null,
  at timestamptz not null,
  created_at timestamptz not null default now(),
  check ((recipient is null) = (address is null) and (phone is null) = (address is null)),
  check (way = 'courier' or address is null)
);
comment on table delivery_wishes is
  'How an applicant wants what an order issues. The only table here with names, phones and addresses: a read that shows them whole leaves a line in the audit, and they are erased a set time after the order has closed.';
grant select, insert, update (way, recipient, phone, address, by, at) on delivery_wishes to approval_workflows;
