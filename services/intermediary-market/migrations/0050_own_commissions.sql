-- owners commission works of their own, without an order: what becomes of the accepted result is on record from the start
alter table commissions alter order_no drop not null;
alter table commissions alter step drop not null;
alter table commissions alter task drop not null;
alter table commissions
  add purpose text check (purpose in ('joint-survey', 'area-evaluation', 'other-paper')),
  add topics text[] not null default '{}' check (topics <@ array[
    'environment', 'energy', 'geohazard', 'soil-and-water', 'seismic', 'minerals',
    'planning-survey', 'land-survey', 'property-survey'
  ]),
  add scope text check (char_length(scope) between 1 and 400),
  add opened_by text,
  add paper_number text check (char_length(paper_number) between 1 and 80),
  add expires_day date,
  add constraint commissions_of_order_or_own check (
    num_nulls(order_no, step, task) in (0, 3)
    and (order_no is null) = (purpose is not null)
    and (order_no is null) = (opened_by is not null)
    and (order_no is null or num_nonnulls(scope, paper_number, expires_day) = 0 and topics = '{}')
    and (order_no is not null or track is null)
  );
comment on table commissions is 'An agency''s work that a task of an order needs, or that an owner commissions without an order; changed by the market alone, under a row lock.';
comment on column commissions.commission_no is 'named after the order and the task it was first opened for; an owner''s own by day and serial';
comment on column commissions.order_no is 'null, as step and task, of an owner''s own';
comment on column commissions.days is 'the task''s budget in working days; of an owner''s own the days he gives it';
comment on column commissions.rules_version is 'which behaviour of the rules it keeps for life: that of its order, or of the day on which its owner opened it';
comment on column commissions.purpose is 'of an owner''s own: the kind of paper that the accepted result is; null of a task''s';
comment on column commissions.topics is 'of an owner''s own: what the paper can stand for';
comment on column commissions.scope is 'of an owner''s own: what the paper will cover, in words';
comment on column commissions.opened_by is 'of an owner''s own: opaque subject id of who opened it';
comment on column commissions.paper_number is 'of an owner''s own, from its acceptance on: the number on the document';
comment on column commissions.expires_day is 'of an owner''s own, from its acceptance on: the last day on which the paper is valid; null where it does not expire';
grant update (paper_number, expires_day) on commissions to intermediary_market;

create table commission_serials (
  day date primary key,
  last integer not null check (last > 0),
  created_at timestamptz not null default now()
);
comment on table commission_serials is 'The last serial of a day that an owner''s own commission was given; locked until its transaction ends, so numbers have no gaps.';
grant select, insert, update (last) on commission_serials to intermediary_market;

-- the owner ends a commission of his own
alter table milestones drop constraint milestones_kind_check;
alter table milestones add constraint milestones_kind_check check (kind in (
  'brief', 'publish', 'cancel-tender', 'close', 'award', 'engage', 'withdraw', 'decline', 'lapse', 'sign', 'hand-in-inputs', 'deliver', 'return',
  'accept', 'replace', 'terminate', 'cancel'
));
alter table engagements drop constraint engagements_ended_by_check;
alter table engagements add constraint engagements_ended_by_check check (ended_by in (
  'withdraw', 'decline', 'lapse', 'replace', 'accept', 'terminate', 'cancel'
));
