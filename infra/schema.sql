-- The schema shared: what its migrations add up to. Printed by `npm run schema`; not to be edited.

grant usage on schema shared to public;

CREATE OR REPLACE FUNCTION shared.office_now()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE((SELECT (c.office_at + ((now() - c.clock_at) * c.rate)) FROM office_clock c), now());

create table data_set (
  one_row boolean not null default true,
  id uuid not null,
  created_at timestamp with time zone not null default now(),
  mark bigint not null default 0,
  next_mark bigint not null default 0,
  marked_at timestamp with time zone,
  constraint data_set_pkey PRIMARY KEY (one_row),
  constraint data_set_one_row_check CHECK (one_row)
);
comment on table data_set is 'Names the data set this database belongs to; the Temporal namespace bears the same id. At most one row.';
comment on column data_set.mark is 'the newest mark that both stores have; one more each minute and at each start';
comment on column data_set.next_mark is 'the mark that Temporal may have already; the same as mark when both have it';
comment on column data_set.marked_at is 'when both had the mark';
grant select on data_set to public;
grant update (mark, next_mark, marked_at) on data_set to public;

create table office_clock (
  id boolean not null default true,
  office_at timestamp with time zone not null,
  clock_at timestamp with time zone not null,
  rate double precision not null,
  created_at timestamp with time zone not null default now(),
  constraint office_clock_pkey PRIMARY KEY (id),
  constraint office_clock_id_check CHECK (id),
  constraint office_clock_rate_check CHECK ((rate > (0)::double precision))
);
comment on table office_clock is 'Business time = office_at + (now - clock_at) * rate. At most one row; no row means real time.';
comment on column office_clock.office_at is 'the business instant at which the clock was set';
comment on column office_clock.clock_at is 'the real instant at which the clock was set';
comment on column office_clock.rate is 'business seconds per real second';
grant select on office_clock to public;
