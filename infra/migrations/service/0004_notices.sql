-- what people are told: written in the transaction of what caused it, and who has read it
create table if not exists notices (
  no bigint generated always as identity primary key,
  cause text not null,
  kind text not null,
  at timestamptz not null,
  by text,
  addressees text[] not null check (cardinality(addressees) > 0),
  order_no text,
  project_code text,
  step text,
  task text,
  about text not null,
  link text not null,
  detail jsonb not null default '{}',
  created_at timestamptz not null default now(),
  unique (cause, kind, link)
);
create index if not exists notices_by_addressee on notices using gin (addressees);
comment on table notices is 'What people are told, each notice with the write that caused it. Codes and numbers only: no names, no texts. Append-only.';
comment on column notices.cause is 'what was written, by its own number: a repetition of the write adds nothing';
comment on column notices.by is 'the subject id of who did it, who is not told';
comment on column notices.addressees is 'role and what bounds it, each as role:department, role:uscc, agent:subject; role: alone for those who oversee all';
comment on column notices.project_code is 'an agent is told only while a mandate for it is in force; null where none is needed';

create table if not exists notice_readings (
  no bigint not null references notices (no),
  subject text not null,
  read_at timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (subject, no)
);
comment on table notice_readings is 'Who has read which notice, and when first. Append-only.';

do $$ begin
  execute format('grant select, insert on notices to %I', current_schema());
  execute format('grant select, insert on notice_readings to %I', current_schema());
end $$;
