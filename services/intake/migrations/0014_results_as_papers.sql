-- Accepted results of agencies become papers of their project.

alter table papers
  add from_commission text,
  add from_file integer check (from_file > 0),
  add constraint papers_of_results unique (from_commission, from_file),
  add check ((from_commission is null) = (from_file is null));
comment on column papers.from_commission is
  'of an accepted result: the commission it is of, and with from_file the number of the file there; null of what was handed in here';

create table result_adoptions (
  commission_no text not null,
  file_no integer not null check (file_no > 0),
  outcome text check (outcome in ('adopted', 'superseded', 'owner-changed')),
  fault text check (fault in ('content-missing', 'failed')),
  attempts integer not null default 0 check (attempts >= 0),
  not_before timestamptz not null default now(),
  created_at timestamptz not null default now(),
  primary key (commission_no, file_no)
);
comment on table result_adoptions is
  'What became of each file of an accepted result: a row is never deleted, so a paper that was withdrawn does not come back.';
comment on column result_adoptions.outcome is
  'null until it is settled; superseded: a newer paper was there already; owner-changed: the project belongs to another enterprise now';
comment on column result_adoptions.fault is 'why the last attempt failed; it is logged when it changes';
comment on column result_adoptions.attempts is 'how many have failed';
comment on column result_adoptions.not_before is 'after a failed attempt: when to try again';
create index result_adoptions_to_do on result_adoptions (not_before) where outcome is null;
grant select, insert, update (outcome, fault, attempts, not_before) on result_adoptions to intake;
