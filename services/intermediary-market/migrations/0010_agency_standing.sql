-- How an agency stands at the market, from its application to its delisting; those that are there stay listed or suspended.
alter table agencies drop constraint agencies_status_check;
alter table agencies add constraint agencies_status_check check (status in (
  'applied', 'returned', 'refused', 'on-notice', 'listed', 'warned', 'suspended', 'repairing', 'delisted'
));
alter table agencies
  add changed_at timestamptz not null default 'epoch',
  add events integer not null default 0 check (events >= 0),
  add due_at timestamptz,
  add notice_ends_at timestamptz check ((status = 'on-notice') = (notice_ends_at is not null)),
  add open_objections integer not null default 0 check (open_objections >= 0),
  add suspended_through date,
  add suspended_because text check (suspended_because in (
    'by-supervisor', 'credit', 'gave-up-three-times', 'dishonest', 'expired'
  )),
  add repair text check (repair in ('wanted', 'handed-in', 'accepted')),
  add barred_through date,
  add lists_at timestamptz;
comment on table agencies is 'The agencies of the market, from their application on; changed under a row lock by the rule of their standing.';
comment on column agencies.category is 'its main category; those it can be hired for are its qualifications';
comment on column agencies.status is 'as of the last event; from lists_at on it is listed, whether or not that is written';
comment on column agencies.changed_at is 'the last event that concerned its standing; 1970 of those that were there from the start';
comment on column agencies.events is 'events so far; the number of the newest';
comment on column agencies.due_at is 'by when a supervisor should decide what it has handed in; null when nothing waits';
comment on column agencies.notice_ends_at is '17:00 of the third working day of its public notice';
comment on column agencies.open_objections is 'objections to its listing that are not decided; they hold it up';
comment on column agencies.suspended_through is 'the last day of the suspension; null without one, and without an end';
comment on column agencies.barred_through is 'of a delisted one: the last day on which it cannot apply again';
comment on column agencies.lists_at is 'when time alone lists it, or lists it again; null when it does not';
create index agencies_to_list on agencies (lists_at) where lists_at is not null;
create index agencies_to_decide on agencies (due_at) where due_at is not null;
grant update (
  category, zh, status, changed_at, events, due_at, notice_ends_at, open_objections, suspended_through, suspended_because,
  repair, barred_through, lists_at
) on agencies to intermediary_market;

create table unfiled_objects (
  storage_key text primary key,
  created_at timestamptz not null default now()
);
comment on table unfiled_objects is
  'Keys of the storage of files under which content was begun to be written, until the row that names it is there. What stays here too long was left behind by a crash, and is removed.';
grant select, insert, delete on unfiled_objects to intermediary_market;

create table agency_files (
  file_id uuid primary key default gen_random_uuid(),
  uscc text not null,
  kind text not null check (kind in ('licence', 'commitment', 'certificate', 'repair')),
  request_key text not null unique,
  name text not null check (char_length(name) between 1 and 120),
  media_type text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
  bytes integer not null check (bytes between 1 and 20971520),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  storage_key text not null unique,
  given_by text not null,
  given_at timestamptz not null,
  created_at timestamptz not null default now()
);
comment on table agency_files is 'Files that an agency hands in for its application, qualifications and repairs; the content is in the storage of files. Written once.';
comment on column agency_files.uscc is 'of the agency, which may have no number yet';
comment on column agency_files.request_key is 'of the request that gave it: a repetition finds it';
comment on column agency_files.given_by is 'the subject id of who gave it';
create index agency_files_by_uscc on agency_files (uscc);
grant select, insert on agency_files to intermediary_market;

create table agency_events (
  agency_no text not null references agencies,
  seq integer not null check (seq > 0),
  kind text not null check (kind in (
    'apply', 'approve', 'return', 'refuse', 'object', 'uphold', 'overrule', 'list', 'warn', 'suspend', 'want-repair',
    'hand-in-repair', 'accept-repair', 'return-repair', 'restore', 'delist', 'ask-qualification', 'grant-qualification',
    'refuse-qualification', 'expire-qualification'
  )),
  at timestamptz not null,
  "by" text,
  cause text check (cause in ('by-supervisor', 'credit', 'gave-up-three-times', 'dishonest', 'expired')),
  note uuid references texts,
  until_day date,
  category text references categories,
  about integer,
  files uuid[] not null default '{}',
  created_at timestamptz not null default now(),
  primary key (agency_no, seq)
);
comment on table agency_events is 'Everything that happened to an agency, numbered from 1 without gaps. Written once.';
comment on column agency_events."by" is 'opaque subject id; null when time alone, or another rule of the market, brought it';
comment on column agency_events.cause is 'of a suspension, of the agency or of one category of it';
comment on column agency_events.until_day is 'the last day of a suspension, of a bar to apply again, or of a certificate';
comment on column agency_events.about is 'the number of the objection or of the qualification it concerns';
comment on column agency_events.files is 'what was handed in with a repair';
create unique index agency_events_of_expiry on agency_events (agency_no, about) where kind = 'expire-qualification';
grant select, insert on agency_events to intermediary_market;

create table agency_applications (
  agency_no text not null,
  seq integer not null,
  name text not null check (char_length(name) between 1 and 100),
  category text not null references categories,
  licence uuid not null references agency_files,
  commitment uuid not null references agency_files,
  staff jsonb not null,
  created_at timestamptz not null default now(),
  primary key (agency_no, seq),
  foreign key (agency_no, seq) references agency_events
);
comment on table agency_applications is 'What an agency has applied with, by the number of the event; the last one counts. Written once.';
comment on column agency_applications.staff is 'counts by kind of certificate, without names: [{"certificate": "valuer", "count": 2}]';
grant select, insert on agency_applications to intermediary_market;

create table application_faults (
  agency_no text not null,
  seq integer not null,
  no integer not null check (no > 0),
  part text not null check (part in ('name', 'licence', 'commitment', 'staff', 'qualification')),
  category text references categories,
  note uuid not null references texts,
  created_at timestamptz not null default now(),
  primary key (agency_no, seq, no),
  foreign key (agency_no, seq) references agency_events
);
comment on table application_faults is 'What a returned application lacks, by the number of the event that returned it. Written once.';
comment on column application_faults.category is 'of a fault of a qualification';
grant select, insert on application_faults to intermediary_market;

create table agency_objections (
  agency_no text not null references agencies,
  no integer not null check (no > 0),
  "by" text not null,
  at timestamptz not null,
  note uuid not null references texts,
  due_at timestamptz not null,
  outcome text check (outcome in ('upheld', 'overruled')),
  decided_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (agency_no, no),
  check ((outcome is null) = (decided_at is null))
);
comment on table agency_objections is 'Objections to the listing of an agency during its public notice.';
comment on column agency_objections.due_at is 'by when a supervisor should decide';
create unique index agency_objections_open on agency_objections (agency_no, "by") where outcome is null;
grant select, insert, update (outcome, decided_at) on agency_objections to intermediary_market;

create table qualifications (
  agency_no text not null references agencies,
  no integer not null check (no > 0),
  category text not null references categories,
  certificate_no text not null check (char_length(certificate_no) between 1 and 60),
  valid_through date,
  file_id uuid references agency_files,
  state text not null check (state in ('asked', 'granted', 'refused', 'replaced')),
  asked_at timestamptz not null,
  due_at timestamptz,
  decided_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (agency_no, no),
  check ((state = 'asked') = (decided_at is null))
);
comment on table qualifications is 'The certificates by which agencies are qualified, one that is granted for each category; what was handed in, refused or replaced stays on record.';
comment on column qualifications.valid_through is 'the last valid day of the certificate; null of one without end';
comment on column qualifications.file_id is 'its evidence; null of those that were there from the start';
comment on column qualifications.due_at is 'by when a supervisor should decide; null when the application it came with says so';
create unique index qualifications_granted on qualifications (agency_no, category) where state = 'granted';
create unique index qualifications_asked on qualifications (agency_no, category) where state = 'asked';
create index qualifications_by_category on qualifications (category, agency_no) where state = 'granted';
create index qualifications_by_end on qualifications (valid_through) where state = 'granted' and valid_through is not null;
grant select, insert, update (state, decided_at) on qualifications to intermediary_market;
