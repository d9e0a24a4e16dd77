create table people (
  subject text primary key check (length(subject) <= 100),
  name text not null,
  roles text[] not null check (
    cardinality(roles) > 0 and roles <@ array[
      'agent', 'enterprise', 'reviewer', 'checker', 'head', 'agency', 'fallback-officer', 'supervisor', 'administrator',
      'auditor'
    ]
  ),
  department text check (department in ('DRC', 'ASC', 'NRP', 'EEB', 'FRD', 'HCB')),
  substitute text references people check (substitute <> subject),
  active boolean not null,
  changed_by text not null,
  changed_at timestamptz not null,
  created_at timestamptz not null default now()
);
comment on table people is
  'The register of people: whom notices and mandates go to. Rights stay with the token; nobody is removed, only no longer active.';
comment on column people.subject is 'the opaque subject id of the token';
comment on column people.substitute is 'who stands in (A/B role): another person of the register with a role and the department in common';
create index people_by_department on people (department, subject);
grant select, insert, update (name, roles, department, substitute, active, changed_by, changed_at) on people to intake;

create table contacts (
  subject text primary key references people,
  phone text,
  mail text,
  changed_at timestamptz not null,
  created_at timestamptz not null default now()
);
comment on table contacts is
  'How people are reached. The only table that holds it; a read that shows it whole leaves a line in the audit.';
grant select, insert, update (phone, mail, changed_at) on contacts to intake;
