-- notices by webhook and by mail: who receives, what is still to be sent, and what was
create table unsent_notices (
  no bigint primary key references notices (no),
  created_at timestamptz not null default now()
);
comment on table unsent_notices is 'Notices that the channels have not been given yet; a row goes when they have.';

-- in the transaction that writes a notice, however it is written
create function queue_notices() returns trigger
  language plpgsql
  set search_path from current
as $$
begin
  insert into unsent_notices (no) select a.no from added a;
  return null;
end $$;
comment on function queue_notices() is 'Gives every notice to the channels in the transaction that writes it.';
create trigger queue_notices after insert on notices
  referencing new table as added for each statement execute function queue_notices();

create table notice_receivers (
  channel text not null check (channel in ('webhook', 'mail')),
  receiver text not null,
  gathered_at timestamptz,
  claim uuid,
  claimed_until timestamptz not null default now(),
  ended_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (channel, receiver)
);
comment on table notice_receivers is 'Who receives notices by a channel: a webhook by its id, a person by the subject id.';
comment on column notice_receivers.gathered_at is 'when notices were last made into a message for it';
comment on column notice_receivers.claim is 'of the sender that serves it, alone until claimed_until; one that ended without a word loses it then';

create table webhooks (
  webhook_id text primary key check (webhook_id ~ '^wh_[0-9a-f]{32}$'),
  url text not null check (length(url) <= 500),
  roles text[],
  bounds text[],
  registered_by text not null,
  ended_by text,
  ended_at timestamptz,
  created_at timestamptz not null default now(),
  check ((ended_at is null) = (ended_by is null))
);
comment on table webhooks is 'Where notices are posted to, as administrators have registered it. Never changed but ended.';
comment on column webhooks.roles is 'only what is addressed to one of these roles; null: to any';
comment on column webhooks.bounds is 'only what is addressed to one of these departments, USCCs or agents; null: to any';

create table webhook_secrets (
  webhook_id text not null references webhooks,
  secret text not null check (secret ~ '^whsec_'),
  ends_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (webhook_id, secret)
);
comment on table webhook_secrets is 'The keys messages are signed with. No answer and no log shows one again; whoever reads this table can forge messages.';
comment on column webhook_secrets.ends_at is 'of a replaced one: until then messages are signed with it as well';

create table notice_messages (
  message_id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity,
  channel text not null,
  receiver text not null,
  subjects text[] not null,
  not_before timestamptz not null default now(),
  attempts integer not null default 0,
  failing_since timestamptz,
  failure text check (failure in (
    'no-answer', 'too-slow', 'answered', 'redirected', 'address-refused', 'mail-refused', 'internal')),
  status smallint,
  sent_at timestamptz,
  remark text check (remark in ('no-address', 'mail-refused')),
  created_at timestamptz not null default now(),
  foreign key (channel, receiver) references notice_receivers
);
create index notice_messages_unsent on notice_messages (channel, receiver, seq) where sent_at is null;
create index notice_messages_by_receiver on notice_messages (channel, receiver, seq);
create index notice_messages_sent on notice_messages (sent_at);
comment on table notice_messages is 'What was or is to be sent to a receiver: notices gathered into one message. In real time, and in order for each subject.';
comment on column notice_messages.subjects is 'the orders, or what else its notices are about: a later message about one of them waits for this one';
comment on column notice_messages.failing_since is 'the first failure since it was last to be sent';
comment on column notice_messages.status is 'of a failure that is an answer: its HTTP status';
comment on column notice_messages.remark is 'why it counts as sent though nobody has it';

create table notice_items (
  channel text not null,
  receiver text not null,
  no bigint not null references notices (no),
  subject text not null,
  addressees text[] not null check (cardinality(addressees) > 0),
  message_id uuid references notice_messages on delete cascade,
  created_at timestamptz not null default now(),
  primary key (channel, receiver, no),
  foreign key (channel, receiver) references notice_receivers
);
create index notice_items_loose on notice_items (channel, receiver) where message_id is null;
create index notice_items_by_message on notice_items (message_id);
comment on table notice_items is 'Which notices a receiver is sent, and in which message; null while it is in none.';
comment on column notice_items.addressees is 'those of the notice that the receiver hears of; of agents those with a mandate in force when it was given';

do $$ begin
  execute format('grant select, insert, delete on unsent_notices to %I', current_schema());
  execute format('grant select, insert, update (gathered_at, claim, claimed_until, ended_at) on notice_receivers to %I', current_schema());
  execute format('grant select, insert, update (ended_by, ended_at) on webhooks to %I', current_schema());
  execute format('grant select, insert, delete, update (ends_at) on webhook_secrets to %I', current_schema());
  execute format('grant select, insert, delete, update (not_before, attempts, failing_since, failure, status, sent_at, remark) on notice_messages to %I', current_schema());
  execute format('grant select, insert, delete, update (message_id) on notice_items to %I', current_schema());
end $$;
