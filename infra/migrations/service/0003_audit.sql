-- who did, or was refused, what: one line for each, never changed
create table if not exists audit (
  line_id uuid primary key,
  who text,
  what text not null,
  path text not null,
  answered_at timestamptz not null,
  request_id text not null,
  status smallint not null check (status between 100 and 599),
  problem text,
  created_at timestamptz not null default now()
);
create index if not exists audit_newest on audit (answered_at);
create index if not exists audit_by_person on audit (who, answered_at);
comment on table audit is 'Every write and every refused attempt, with its outcome. Append-only.';
comment on column audit.line_id is 'made before it is sent, so that a line sent twice is there once';
comment on column audit.who is 'the subject id of the token; null when there was no valid one';
comment on column audit.what is 'the audit name of the route';
comment on column audit.problem is 'the type of the problem it was answered with';

do $$ begin
  execute format('grant select, insert on audit to %I', current_schema());
end $$;
