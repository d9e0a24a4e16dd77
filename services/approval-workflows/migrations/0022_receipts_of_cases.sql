-- Receipts of people's cases: how they are reached and tracked, what they think of it, and which task it is about.
alter table cases add column task text;
comment on column cases.task is 'of the order: the task that whoever reported the case names';
create unique index cases_of_texts on cases (text_id);

create table case_contacts (
  case_no text primary key references cases,
  tracking_code text not null check (tracking_code ~ '^[0-9A-HJKMNP-TV-Z]{12}$'),
  name text,
  phone text,
  address text,
  erased_at timestamptz,
  created_at timestamptz not null default now(),
  check ((name is null) = (phone is null)),
  check (address is null or name is not null),
  check (erased_at is null or name is null)
);
comment on table case_contacts is
  'How the person who reported a case is reached, and the code with which it is tracked without login. The only place of cases with names, phones and addresses: they are shown masked, a read that shows them whole leaves a line in the audit, and they are erased a set time after the case has closed.';
comment on column case_contacts.phone is 'E.164; null where none was left, and once it is erased';
create index case_contacts_kept on case_contacts (case_no) where name is not null;
grant select, insert, update (name, phone, address, erased_at) on case_contacts to approval_workflows;

create table case_phone_failures (
  case_no text primary key,
  failures integer not null check (failures >= 0),
  last_at timestamptz not null,
  locked_until timestamptz,
  created_at timestamptz not null default now()
);
comment on table case_phone_failures is
  'Attempts to track a number by the end of a phone that failed, also of numbers that do not exist, so that an answer says nothing of that. In real time.';
create index case_phone_failures_old on case_phone_failures (last_at);
grant select, insert, delete, update (failures, last_at, locked_until) on case_phone_failures to approval_workflows;

create table case_ratings (
  case_no text not null references cases,
  channel text not null check (channel in ('own', 'tracking', 'call-back')),
  stars smallint not null check (stars between 1 and 5),
  text_id text references texts,
  by text,
  at timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (case_no, channel)
);
comment on table case_ratings is 'What people think of how a case was handled (好差评): voluntary, one per case and channel.';
comment on column case_ratings.stars is '5 very satisfied, 4 satisfied, 3 fair, 2 not satisfied, 1 not at all';
comment on column case_ratings.by is 'the subject id of who rated it or took it down; null with the tracking code';
create index case_ratings_at on case_ratings (at);
grant select, insert on case_ratings to approval_workflows;
