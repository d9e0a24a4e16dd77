-- Commissions with a brief, a price and rounds: an agency that stays silent is replaced, and none signs without knowing what.

alter table commissions
  drop constraint commissions_state_check,
  add constraint commissions_state_check check (state in (
    'briefing', 'bidding', 'selecting', 'contracting', 'awaiting-inputs', 'working', 'delivered', 'accepted', 'terminated'
  )),
  add rules_version integer not null default 1 check (rules_version > 0),
  add way text check (way in ('direct', 'lowest-price', 'comparison', 'random')),
  add needs_inputs boolean not null default false,
  add round integer not null default 1 check (round > 0),
  add failed_tenders integer not null default 0 check (failed_tenders >= 0),
  add closes_at timestamptz,
  add deadline_at timestamptz,
  add deadline_calendar text;
comment on column commissions.rules_version is 'which behaviour of the rules it keeps for life: that of its order';
comment on column commissions.way is 'how the brief has the agency chosen; null before the brief, and under rules before 3';
comment on column commissions.needs_inputs is 'whether the agency waits for something of the owner before it can work';
comment on column commissions.round is 'a new tender or another agency for the same task is the next round';
comment on column commissions.closes_at is 'of a published tender: the first instant that is too late for a bid';
comment on column commissions.deadline_at is 'when its state ends by itself; null where no limit runs';
comment on column commissions.deadline_calendar is 'the calendar that deadline was counted with';
create index commissions_by_deadline on commissions (deadline_at) where deadline_at is not null;
grant update (way, needs_inputs, round, failed_tenders, closes_at, deadline_at, deadline_calendar)
  on commissions to intermediary_market;

alter table milestones
  drop constraint milestones_kind_check,
  add constraint milestones_kind_check check (kind in (
    'brief', 'publish', 'cancel-tender', 'close', 'award', 'engage', 'withdraw', 'decline', 'lapse', 'sign', 'hand-in-inputs',
    'deliver', 'return', 'accept', 'replace', 'terminate'
  )),
  add round integer not null default 1 check (round > 0);
comment on column milestones.round is 'the round of the commission in which it happened';

create table briefs (
  commission_no text not null,
  seq integer not null,
  way text not null check (way in ('direct', 'lowest-price', 'comparison', 'random')),
  requirements text not null,
  inputs text[] not null,
  ceiling_yuan numeric(14, 2) check (ceiling_yuan > 0),
  required_by date,
  created_at timestamptz not null default now(),
  primary key (commission_no, seq),
  foreign key (commission_no, seq) references milestones
);
comment on table briefs is 'What the owner asks for; the newest of a commission counts. Written once.';
comment on column briefs.inputs is 'what the agency needs of the owner before it can work';
comment on column briefs.ceiling_yuan is 'the highest price; null where the owner names none';
comment on column briefs.required_by is 'the day by which the owner needs the result; binds nobody''s clock';
grant select, insert on briefs to intermediary_market;

create table engagements (
  commission_no text not null references commissions,
  round integer not null check (round > 0),
  agency_no text not null references agencies,
  way text not null check (way in ('direct', 'lowest-price', 'comparison', 'random')),
  price_yuan numeric(14, 2) not null check (price_yuan > 0),
  days integer not null check (days > 0),
  chosen_by text not null,
  chosen_at timestamptz not null,
  signed_at timestamptz,
  ended_by text check (ended_by in ('withdraw', 'decline', 'lapse', 'replace', 'accept', 'terminate')),
  ended_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (commission_no, round),
  check ((ended_by is null) = (ended_at is null))
);
comment on table engagements is 'Which agency was chosen in a round, by whom, at what price, and what became of it.';
comment on column engagements.days is 'working days the agency promises from the start of its work';
comment on column engagements.chosen_by is 'opaque subject id; the market where a ranking or a limit chose';
create index engagements_by_agency on engagements (agency_no, chosen_at);
grant select, insert, update (signed_at, ended_by, ended_at) on engagements to intermediary_market;
