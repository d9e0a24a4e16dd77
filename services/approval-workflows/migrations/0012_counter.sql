-- acceptance, supplements, stops, extensions and consultations
alter table tasks add counter jsonb not null default
  '{"acceptance": null, "supplements": [], "requests": [], "extension": null, "opinions": [], "publicNotice": null}';
comment on column tasks.counter is 'what happened to it at the counter: acceptance, supplements, requests, extension, opinions, public notice';
grant update (counter) on tasks to approval_workflows;
alter table tasks drop constraint tasks_state_check;
alter table tasks add constraint tasks_state_check check (state in (
  'waiting', 'reviewing', 'checking', 'supplementing', 'briefing', 'contracting', 'working', 'delivered', 'done', 'closed'));
alter table tasks drop constraint tasks_opinion_check;
alter table tasks add constraint tasks_opinion_check check (opinion in ('approve', 'refuse', 'not-accept'));
alter table steps drop constraint steps_outcome_check;
alter table steps add constraint steps_outcome_check check (outcome in (
  'approved', 'refused', 'withdrawn', 'not-accepted', 'not-supplied'));
alter table orders drop constraint orders_outcome_check;
alter table orders add constraint orders_outcome_check check (outcome in (
  'approved', 'refused', 'withdrawn', 'not-accepted', 'not-supplied'));

alter table texts add legal_basis text;
alter table texts add remedy text;
alter table texts add lines jsonb;
comment on column texts.legal_basis is 'of a refusal: the law it rests on';
comment on column texts.remedy is 'of a refusal: what the applicant can do about it';
comment on column texts.lines is 'of a supplement: what is missing, line by line, each with its code where it has one';

create table supplies (
  order_no text not null references orders,
  task text not null,
  asked_at timestamptz not null,
  at timestamptz not null,
  by text not null,
  text_id text not null references texts,
  sent_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (order_no, task, asked_at)
);
comment on table supplies is 'What applicants supplied when papers were asked for, on record before its step is notified: its instant decides whether it was in time.';
comment on column supplies.asked_at is 'the instant of the notice it answers';
comment on column supplies.sent_at is 'when its step had taken it or needed it no more; null while it is still to be sent';
create index supplies_unsent on supplies (at) where sent_at is null;
grant select, insert, update (sent_at) on supplies to approval_workflows;
