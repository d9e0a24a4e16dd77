-- What agencies have done in each category, for the directory and its order.
create table agency_records (
  agency_no text not null references agencies,
  category text not null references categories,
  lowest_yuan numeric(14, 2) check (lowest_yuan > 0),
  highest_yuan numeric(14, 2) check (highest_yuan >= lowest_yuan),
  finished integer not null default 0 check (finished >= 0),
  median_days numeric(6, 1) check (median_days * 2 = trunc(median_days * 2)),
  returns integer not null default 0 check (returns >= 0),
  running integer not null default 0 check (running >= 0),
  stars integer not null default 5 check (stars between 1 and 5),
  ratings integer not null default 0 check (ratings >= 0),
  stars_key text collate "C" not null generated always as
    ((5 - stars)::text || lpad((999999 - least(ratings, 999999))::text, 6, '0') || agency_no) stored,
  price_key text collate "C" not null generated always as
    (coalesce(lpad((lowest_yuan * 100)::bigint::text, 14, '0'), 'none') || agency_no) stored,
  punctuality_key text collate "C" not null generated always as
    (coalesce(lpad((median_days * 2 + 500000)::integer::text, 7, '0'), 'none') || agency_no) stored,
  created_at timestamptz not null default now(),
  primary key (agency_no, category),
  check (num_nulls(lowest_yuan, highest_yuan) in (0, 2)),
  check ((finished = 0) = (median_days is null))
);
comment on table agency_records is 'What an agency has done in a category, as it follows from its contracts: one row for each category it is or was qualified for, or has served.';
comment on column agency_records.lowest_yuan is 'the lowest price it has signed; null before it has signed one';
comment on column agency_records.finished is 'accepted results';
comment on column agency_records.median_days is 'median of the working days used less those promised, of accepted results; negative when early, with halves';
comment on column agency_records.returns is 'results that were sent back';
comment on column agency_records.running is 'signed contracts that are not over';
comment on column agency_records.stars is 'as in agency_credit, here for the order of the directory';
comment on column agency_records.ratings is 'as in agency_credit, here for the order of the directory';
comment on column agency_records.stars_key is 'the most stars first, of as many stars those that more have given';
comment on column agency_records.price_key is 'the lowest price first; without one, last';
comment on column agency_records.punctuality_key is 'the earliest first; without a result, last';
create index agency_records_by_stars on agency_records (category, stars_key);
create index agency_records_by_price on agency_records (category, price_key);
create index agency_records_by_punctuality on agency_records (category, punctuality_key);
grant select, insert, update (lowest_yuan, highest_yuan, finished, median_days, returns, running, stars, ratings)
  on agency_records to intermediary_market;

create index milestones_signed on milestones (agency_no) where kind = 'sign';
