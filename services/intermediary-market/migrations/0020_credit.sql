-- The credit of agencies: what it follows from, and how it stands.

create table ratings (
  commission_no text not null references commissions,
  agency_no text not null references agencies,
  judge text not null check (judge in ('owner', 'regulator', 'centre')),
  quality integer not null check (quality between 1 and 5),
  "time" integer not null check ("time" between 1 and 5),
  price integer not null check (price between 1 and 5),
  attitude integer not null check (attitude between 1 and 5),
  compliance integer not null check (compliance between 1 and 5),
  score integer not null check (score = 4 * (quality + "time" + price + attitude + compliance)),
  "by" text not null,
  at timestamptz not null,
  text_id uuid references texts,
  created_at timestamptz not null default now(),
  primary key (commission_no, agency_no, judge)
);
comment on table ratings is 'What the judges think of an agency''s accepted work: one each. Written once.';
comment on column ratings.score is '20 to 100: the mean of the stars, five being 100';
create index ratings_by_agency on ratings (agency_no);
grant select, insert on ratings to intermediary_market;

create table deductions (
  deduction_no bigint generated always as identity primary key,
  agency_no text not null references agencies,
  commission_no text references commissions,
  kind text not null check (kind in ('late', 'returned', 'gave-up', 'overrun', 'fake')),
  points integer not null check (points between 1 and 100),
  days integer check (days > 0),
  promised_day date,
  contract integer,
  milestone integer,
  text_id uuid references texts,
  at timestamptz not null,
  recorded_at timestamptz not null check (recorded_at >= at),
  "by" text,
  created_at timestamptz not null default now(),
  foreign key (commission_no, contract) references milestones (commission_no, seq),
  foreign key (commission_no, milestone) references milestones (commission_no, seq),
  check (milestone is not null or text_id is not null),
  check ((kind in ('late', 'overrun')) = (contract is not null)),
  check (kind not in ('late', 'overrun') or days is not null and promised_day is not null),
  check (kind <> 'fake' or text_id is not null and "by" is not null)
);
comment on table deductions is 'Points taken from agencies, each with its evidence: a milestone, or a text. Written once.';
comment on column deductions.days is 'of what was late: working days past the promised day';
comment on column deductions.contract is 'of what was late: the milestone with which the contract was signed';
comment on column deductions.milestone is 'the milestone that shows it';
comment on column deductions.text_id is 'what a supervisor wrote as evidence';
comment on column deductions.at is 'when it happened; it counts for twelve months';
comment on column deductions.recorded_at is 'business time of the record, from which the days of an appeal run';
comment on column deductions."by" is 'opaque subject id of whose act or record it is; null where time alone brought it about';
create index deductions_by_agency on deductions (agency_no, deduction_no);
create unique index deductions_once_per_milestone on deductions (commission_no, milestone) where contract is null and milestone is not null;
create unique index deductions_once_per_contract on deductions (commission_no, contract) where contract is not null;
grant select, insert on deductions to intermediary_market;

create table appeals (
  deduction_no bigint primary key references deductions,
  at timestamptz not null,
  "by" text not null,
  text_id uuid not null references texts,
  decision text check (decision in ('upheld', 'rejected')),
  decided_at timestamptz check (decided_at >= at),
  decided_by text,
  decision_text_id uuid references texts,
  created_at timestamptz not null default now(),
  check (num_nulls(decision, decided_at, decided_by, decision_text_id) in (0, 4))
);
comment on table appeals is 'What agencies say against deductions, one each, and what a supervisor made of it; an upheld one undoes the deduction.';
create index appeals_to_decide on appeals (at) where decision is null;
grant select, insert, update (decision, decided_at, decided_by, decision_text_id) on appeals to intermediary_market;

create table agency_credit (
  agency_no text primary key references agencies,
  hundredths integer not null check (hundredths between 0 and 10000),
  stars integer not null check (stars between 1 and 5),
  ratings integer not null check (ratings >= 0),
  gave_ups integer not null check (gave_ups >= 0),
  computed_day date not null,
  created_at timestamptz not null default now()
);
comment on table agency_credit is 'The credit of agencies as it follows from their events on a day, for lists; an agency without a row has had no event.';
comment on column agency_credit.hundredths is 'the score in hundredths of points';
comment on column agency_credit.ratings is 'the ratings that count';
comment on column agency_credit.gave_ups is 'how often it gave up within twelve months';
create index agency_credit_to_renew on agency_credit (computed_day);
grant select, insert, update (hundredths, stars, ratings, gave_ups, computed_day) on agency_credit to intermediary_market;

-- a suspension, and the lock under which the credit of an agency is computed
grant update (status) on agencies to intermediary_market;
