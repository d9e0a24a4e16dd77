create table agent_replacements (
  order_no text not null references orders,
  seq integer not null check (seq > 0),
  request_key text not null unique,
  former_agent_id text not null,
  agent_id text not null check (agent_id <> former_agent_id),
  replaced_by text not null,
  replaced_at timestamptz not null,
  sent_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (order_no, seq)
);
comment on table agent_replacements is
  'Who took an order over from which agent, numbered from 1, and when its workflow was notified. Append-only but for that.';
comment on column agent_replacements.request_key is 'of the request; a repeated request finds what it did by this';
create index agent_replacements_unsent on agent_replacements (replaced_at) where sent_at is null;
grant select, insert, update (sent_at) on agent_replacements to intake;
grant update (agent_id) on orders to intake;
