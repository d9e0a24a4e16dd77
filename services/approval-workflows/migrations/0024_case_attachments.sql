-- Files that are given with a case; their names, as all free text, stay here.
create table case_attachments (
  case_no text not null references cases,
  no integer not null check (no between 1 and 20),
  request_key text not null unique,
  name text not null check (char_length(name) between 1 and 120),
  media_type text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
  bytes integer not null check (bytes between 1 and 20971520),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  storage_key text not null unique,
  given_by text not null,
  given_at timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (case_no, no)
);
comment on table case_attachments is 'Files that were given with a case, at most twenty; the content is in the storage of files.';
comment on column case_attachments.no is 'the number of the file among those of its case';
comment on column case_attachments.request_key is 'of the request that gave it: a repetition finds it';
comment on column case_attachments.name is 'as it is called when it is downloaded';
comment on column case_attachments.sha256 is 'of the content, as it was declared and found';
comment on column case_attachments.given_by is 'the subject id of who gave it';
grant select, insert on case_attachments to approval_workflows;

create table unfiled_objects (
  storage_key text primary key,
  created_at timestamptz not null default now()
);
comment on table unfiled_objects is
  'Keys of the storage of files under which content was begun to be written, until the row that names it is there. What stays here too long was left behind by a crash, and is removed.';
grant select, insert, delete on unfiled_objects to approval_workflows;
