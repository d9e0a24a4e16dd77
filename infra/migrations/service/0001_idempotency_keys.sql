-- the memory of writes: which request was made under which key, and what it was answered
create table if not exists idempotency_keys (
  request_key text primary key check (length(request_key) = 64),
  fingerprint text not null check (length(fingerprint) = 64),
  status smallint,
  headers jsonb,
  answer text,
  created_at timestamptz not null default now(),
  answered_at timestamptz,
  check (num_nulls(status, headers, answer, answered_at) in (0, 4))
);
create index if not exists idempotency_keys_created_at on idempotency_keys (created_at);
comment on table idempotency_keys is 'Writes by key: a repetition gets the first answer, byte by byte; rows are forgotten after 24 hours';
comment on column idempotency_keys.request_key is 'sha256 of caller, verb, path and Idempotency-Key';
comment on column idempotency_keys.fingerprint is 'sha256 of the canonical body and query: another one under the same key is refused';
comment on column idempotency_keys.answer is 'the text of the body as sent; null while the write has not been answered';

do $$ begin
  execute format('grant select, insert, update, delete on idempotency_keys to %I', current_schema());
end $$;
