-- What the services sign with: whoever asks for the next page of a list must have been given it. Each service's own migration
-- lets its role read the keys; nobody else may.

create table signing_keys (
  key bytea primary key default sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))
    check (octet_length(key) = 32),
  signs_from timestamptz not null default now(),
  created_at timestamptz not null default now()
);

comment on table signing_keys is
  'Keys of HMAC-SHA256, shared by all instances. What any of them signed is accepted; the newest that signs already is the one used.';
comment on column signing_keys.signs_from is
  'from when on it signs; between its insertion and then every instance must have come to know it';

insert into signing_keys default values;
