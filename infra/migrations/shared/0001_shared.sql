-- What all services share and none of them owns: the office clock of demonstrations and the identity of the data set.

create table office_clock (
  id boolean primary key default true check (id),
  office_at timestamptz not null,
  clock_at timestamptz not null,
  rate double precision not null check (rate > 0),
  created_at timestamptz not null default now()
);

comment on table office_clock is
  'Business time = office_at + (now - clock_at) * rate. At most one row; no row means real time.';
comment on column office_clock.office_at is 'the business instant at which the clock was set';
comment on column office_clock.clock_at is 'the real instant at which the clock was set';
comment on column office_clock.rate is 'business seconds per real second';

create table data_set (
  one_row boolean primary key default true check (one_row),
  id uuid not null,
  created_at timestamptz not null default now()
);

comment on table data_set is
  'Names the data set this database belongs to; the Temporal namespace bears the same id. At most one row.';

grant usage on schema shared to public;
grant select on office_clock, data_set to public;
