-- What the parties of a commission hand in as files, and which of them an accepted result consists of.

create table commission_files (
  commission_no text not null references commissions,
  file_no integer not null check (file_no > 0),
  purpose text not null check (purpose in ('input', 'contract', 'result')),
  round integer not null check (round > 0),
  side text not null check (side in ('owner', 'agency')),
  agency_no text references agencies,
  request_key text not null unique,
  name text not null check (char_length(name) between 1 and 120),
  media_type text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
  bytes integer not null check (bytes between 1 and 209715200),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  storage_key text not null unique,
  given_by text not null,
  given_at timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (commission_no, file_no),
  check ((purpose = 'input') = (agency_no is null))
);
comment on table commission_files is
  'Files of commissions, numbered from 1 in each: what the agency needs, the contract, the result. The content is in the storage of files. Written once.';
comment on column commission_files.round is 'the round of the commission in which it was given';
comment on column commission_files.side is 'whose side gave it';
comment on column commission_files.agency_no is 'of a contract and a result: the agency of the round; later agencies do not read it';
comment on column commission_files.request_key is 'of the request that gave it: a repetition finds it';
comment on column commission_files.given_by is 'the subject id of who gave it';
grant select, insert on commission_files to intermediary_market;

alter table milestones add files integer[] not null default '{}';
comment on column milestones.files is
  'the numbers of the files it names: of a signature the contract, of a delivery the result, of an acceptance what was accepted';
comment on column milestones.sha256 is 'hash of what was handed in or signed';
create index milestones_with_results on milestones (commission_no) where kind = 'accept' and files <> '{}';

create view accepted_results as
  select a.commission_no, n.file_no, n.position::integer as position, c.task, c.project_code, c.uscc, f.name, f.media_type,
         f.bytes, f.sha256, f.storage_key, a."by" as accepted_by, a.at as accepted_at
    from milestones a
    join commissions c using (commission_no)
    cross join lateral unnest(a.files) with ordinality as n (file_no, position)
    join commission_files f on f.commission_no = a.commission_no and f.file_no = n.file_no
   where a.kind = 'accept' and a.files <> '{}';
comment on view accepted_results is
  'The files of accepted results, which intake makes papers of the project. Columns are added, never renamed or dropped.';
grant usage on schema intermediary_market to intake;
grant select on accepted_results to intake;
