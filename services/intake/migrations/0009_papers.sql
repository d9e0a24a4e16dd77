alter table serials drop constraint serials_kind_check;
alter table serials add constraint serials_kind_check check (kind in ('O', 'M', 'P'));
comment on table serials is
  'The last serial given out per kind of number (O order, M mandate, P paper) and office day; gaps are harmless.';

create table papers (
  paper_no text primary key,
  request_key text not null unique,
  project_code text not null references projects,
  kind text not null check (
    kind in (
      'business-licence', 'filing-form', 'truth-statement', 'land-document', 'topographic-map', 'scheme-text', 'site-plan',
      'eia-document', 'public-participation', 'fire-application', 'fire-design', 'land-certificate', 'construction-contract',
      'staff-list', 'funds-commitment', 'area-evaluation', 'joint-survey', 'other-paper'
    )
  ),
  version integer not null check (version > 0),
  replaces text unique references papers,
  name text not null,
  number text,
  scope text,
  topics text[] not null default '{}',
  issued_day date,
  expires_day date check (expires_day >= issued_day),
  media_type text not null,
  bytes bigint not null check (bytes > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  storage_key text not null unique,
  given_by text not null,
  given_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  withdrawal_reason_id uuid references texts,
  created_at timestamptz not null default now(),
  check ((withdrawn_at is null) = (withdrawn_by is null)),
  check ((withdrawn_at is null) = (withdrawal_reason_id is null))
);
comment on table papers is
  'What a project has handed in, each once: the content stands in the storage of files under storage_key. A newer version replaces the one it names; nothing is deleted.';
comment on column papers.replaces is 'the earlier version, which no longer counts';
comment on column papers.number is 'the number on the document; an area evaluation and a joint survey have one';
comment on column papers.scope is 'what an area evaluation or a joint survey covers, in words; topics say it in codes';
comment on column papers.expires_day is 'the last day it is valid; null where it does not expire';
create index papers_of_project on papers (project_code, kind, given_at);
create index papers_that_expire on papers (expires_day) where expires_day is not null;
grant select, insert, update (withdrawn_by, withdrawn_at, withdrawal_reason_id) on papers to intake;

create table unfiled_objects (
  storage_key text primary key,
  created_at timestamptz not null default now()
);
comment on table unfiled_objects is
  'Keys of the storage of files under which content was begun to be written, until the row that names it is there. What stays here too long was left behind by a crash, and is removed.';
grant select, insert, delete on unfiled_objects to intake;

create view project_papers as
  select p.paper_no, p.project_code, p.kind, p.version, p.name, p.number, p.scope, p.topics, p.issued_day, p.expires_day,
         p.media_type, p.bytes, p.given_at, p.withdrawn_at, n.given_at as replaced_at, n.paper_no as replaced_by
    from papers p left join papers n on n.replaces = p.paper_no;
comment on view project_papers is
  'The papers of projects as other services know them: no content, nothing of a person. A paper counts from given_at until it is replaced, withdrawn or has expired. Each bounds by its own scope whom it shows a paper.';
grant select on project_papers to intake, approval_workflows, intermediary_market;
