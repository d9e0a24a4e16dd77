-- Tenders with sealed bids: nothing that stands here yields a bid before the tender is closed.

create table tenders (
  commission_no text not null references commissions,
  round integer not null check (round > 0),
  way text not null check (way in ('lowest-price', 'comparison', 'random')),
  is_urgent boolean not null,
  published_by text not null,
  published_at timestamptz not null,
  closes_at timestamptz not null check (closes_at > published_at),
  seed_hash text not null check (seed_hash ~ '^[0-9a-f]{64}$'),
  secret_id text not null,
  wrapped_key bytea not null,
  sealed_seed bytea not null,
  seed text,
  outcome text check (outcome in ('ranked', 'failed', 'cancelled')),
  ended_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (commission_no, round),
  check ((outcome is null) = (ended_at is null))
);
comment on table tenders is 'Published tenders: until when bids are taken, and with what they are sealed.';
comment on column tenders.seed_hash is 'SHA-256 of the seed of a random draw, published with the notice';
comment on column tenders.secret_id is 'tells which secret, kept outside of the database, has wrapped the key';
comment on column tenders.wrapped_key is 'the key of this tender, unreadable without that secret';
comment on column tenders.seed is 'shown when the tender is closed';
grant select, insert, update (seed, outcome, ended_at) on tenders to intermediary_market;

create table bids (
  commission_no text not null,
  round integer not null,
  agency_no text not null references agencies,
  sealed bytea not null,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  placed_by text not null,
  received_at timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (commission_no, round, agency_no),
  foreign key (commission_no, round) references tenders
);
comment on table bids is 'The sealed bid of an agency; a later one before the deadline takes its place.';
comment on column bids.digest is 'SHA-256 of what was sealed, as the bidder''s receipt shows it';
create index bids_by_agency on bids (agency_no, commission_no);
grant select, insert, update (sealed, digest, placed_by, received_at) on bids to intermediary_market;

create table opened_bids (
  commission_no text not null,
  round integer not null,
  agency_no text not null references agencies,
  price_yuan numeric(14, 2) not null,
  days integer not null,
  nonce text not null,
  stars integer not null check (stars between 1 and 5),
  lot text not null,
  points integer check (points between 0 and 10000),
  rank integer check (rank > 0),
  flaw text check (flaw in ('not-hireable')),
  received_at timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (commission_no, round, agency_no),
  foreign key (commission_no, round) references tenders,
  check ((rank is null) = (flaw is not null))
);
comment on table opened_bids is 'The bids of a closed tender, opened and ranked by its published formula. Written once.';
comment on column opened_bids.stars is 'of the agency as the tender closed';
comment on column opened_bids.points is 'hundredths of a point; null where the way knows no points';
comment on column opened_bids.flaw is 'why a bid does not count';
grant select, insert on opened_bids to intermediary_market;
