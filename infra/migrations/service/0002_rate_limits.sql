-- how many requests callers and addresses have made in the minute that runs; the first three columns as the limiter writes them
create table if not exists rate_limits (
  key text primary key,
  points integer not null,
  expire bigint,
  created_at timestamptz not null default now()
);
comment on table rate_limits is 'Requests of each caller and address in the minute that runs, counted by all processes of the service together.';
comment on column rate_limits.key is 'read or write and a subject id, or address and an address; forgotten when its minute is over';
comment on column rate_limits.expire is 'the end of its minute, in milliseconds since 1970';

do $$ begin
  execute format('grant select, insert, update, delete on rate_limits to %I', current_schema());
end $$;
