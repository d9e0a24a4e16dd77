create table project_changes (
  project_code text not null references projects,
  seq integer not null check (seq > 0),
  kind text not null check (kind in ('correction', 'transfer')),
  before jsonb not null,
  after jsonb not null,
  reason_id uuid not null references texts,
  changed_by text not null,
  changed_at timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (project_code, seq)
);
comment on table project_changes is
  'What was corrected in a project, or to whom it was transferred, numbered from 1, with what stood there before. Append-only.';
comment on column project_changes.before is 'the fields that were changed, as they stood; after as they stand since';
grant select, insert on project_changes to intake;
grant update (name, uscc, enterprise_name, investment_yuan, land_hectares, industry) on projects to intake;
