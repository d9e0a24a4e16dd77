-- The schema intermediary_market: what its migrations add up to. Printed by `npm run schema`; not to be edited.

grant usage on schema intermediary_market to intake;
grant usage on schema intermediary_market to intermediary_market;

CREATE OR REPLACE FUNCTION intermediary_market.queue_notices()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'intermediary_market'
AS $function$
begin
  insert into unsent_notices (no) select a.no from added a;
  return null;
end $function$;

create view accepted_results as
 SELECT a.commission_no,
    n.file_no,
    (n."position")::integer AS "position",
    c.task,
    c.project_code,
    c.uscc,
    f.name,
    f.media_type,
    f.bytes,
    f.sha256,
    f.storage_key,
    a.by AS accepted_by,
    a.at AS accepted_at,
    c.purpose,
    c.topics,
    c.scope,
    c.paper_number,
    c.expires_day
   FROM (((milestones a
     JOIN commissions c USING (commission_no))
     CROSS JOIN LATERAL unnest(a.files) WITH ORDINALITY n(file_no, "position"))
     JOIN commission_files f ON (((f.commission_no = a.commission_no) AND (f.file_no = n.file_no))))
  WHERE ((a.kind = 'accept'::text) AND (a.files <> '{}'::integer[]));
comment on view accepted_results is 'The files of accepted results, which intake makes papers of the project. Columns are added, never renamed or dropped.';
grant select on accepted_results to intake;

create table agencies (
  agency_no text not null,
  category text not null,
  uscc text not null,
  zh text not null,
  status text not null,
  created_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default '1970-01-01 00:00:00+00'::timestamp with time zone,
  events integer not null default 0,
  due_at timestamp with time zone,
  notice_ends_at timestamp with time zone,
  open_objections integer not null default 0,
  suspended_through date,
  suspended_because text,
  repair text,
  barred_through date,
  lists_at timestamp with time zone,
  constraint agencies_pkey PRIMARY KEY (agency_no),
  constraint agencies_uscc_key UNIQUE (uscc),
  constraint agencies_category_fkey FOREIGN KEY (category) REFERENCES categories(code),
  constraint agencies_check CHECK (((status = 'on-notice'::text) = (notice_ends_at IS NOT NULL))),
  constraint agencies_events_check CHECK ((events >= 0)),
  constraint agencies_open_objections_check CHECK ((open_objections >= 0)),
  constraint agencies_repair_check CHECK ((repair = ANY (ARRAY['wanted'::text, 'handed-in'::text, 'accepted'::text]))),
  constraint agencies_status_check CHECK ((status = ANY (ARRAY['applied'::text, 'returned'::text, 'refused'::text, 'on-notice'::text, 'listed'::text, 'warned'::text, 'suspended'::text, 'repairing'::text, 'delisted'::text]))),
  constraint agencies_suspended_because_check CHECK ((suspended_because = ANY (ARRAY['by-supervisor'::text, 'credit'::text, 'gave-up-three-times'::text, 'dishonest'::text, 'expired'::text])))
);
CREATE INDEX agencies_by_category ON intermediary_market.agencies USING btree (category, agency_no);
CREATE INDEX agencies_to_decide ON intermediary_market.agencies USING btree (due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX agencies_to_list ON intermediary_market.agencies USING btree (lists_at) WHERE (lists_at IS NOT NULL);
comment on table agencies is 'The agencies of the market, from their application on; changed under a row lock by the rule of their standing.';
comment on column agencies.category is 'its main category; those it can be hired for are its qualifications';
comment on column agencies.status is 'as of the last event; from lists_at on it is listed, whether or not that is written';
comment on column agencies.changed_at is 'the last event that concerned its standing; 1970 of those that were there from the start';
comment on column agencies.events is 'events so far; the number of the newest';
comment on column agencies.due_at is 'by when a supervisor should decide what it has handed in; null when nothing waits';
comment on column agencies.notice_ends_at is '17:00 of the third working day of its public notice';
comment on column agencies.open_objections is 'objections to its listing that are not decided; they hold it up';
comment on column agencies.suspended_through is 'the last day of the suspension; null without one, and without an end';
comment on column agencies.barred_through is 'of a delisted one: the last day on which it cannot apply again';
comment on column agencies.lists_at is 'when time alone lists it, or lists it again; null when it does not';
grant insert, select on agencies to intermediary_market;
grant update (category, zh, status, changed_at, events, due_at, notice_ends_at, open_objections, suspended_through, suspended_because, repair, barred_through, lists_at) on agencies to intermediary_market;

create table agency_applications (
  agency_no text not null,
  seq integer not null,
  name text not null,
  category text not null,
  licence uuid not null,
  commitment uuid not null,
  staff jsonb not null,
  created_at timestamp with time zone not null default now(),
  constraint agency_applications_pkey PRIMARY KEY (agency_no, seq),
  constraint agency_applications_agency_no_seq_fkey FOREIGN KEY (agency_no, seq) REFERENCES agency_events(agency_no, seq),
  constraint agency_applications_category_fkey FOREIGN KEY (category) REFERENCES categories(code),
  constraint agency_applications_commitment_fkey FOREIGN KEY (commitment) REFERENCES agency_files(file_id),
  constraint agency_applications_licence_fkey FOREIGN KEY (licence) REFERENCES agency_files(file_id),
  constraint agency_applications_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100)))
);
comment on table agency_applications is 'What an agency has applied with, by the number of the event; the last one counts. Written once.';
comment on column agency_applications.staff is 'counts by kind of certificate, without names: [{"certificate": "valuer", "count": 2}]';
grant insert, select on agency_applications to intermediary_market;

create table agency_contacts (
  agency_no text not null,
  phone text not null,
  mail text,
  address text,
  given_by text not null,
  given_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  constraint agency_contacts_pkey PRIMARY KEY (agency_no),
  constraint agency_contacts_agency_no_fkey FOREIGN KEY (agency_no) REFERENCES agencies(agency_no),
  constraint agency_contacts_address_check CHECK (((char_length(address) >= 1) AND (char_length(address) <= 200))),
  constraint agency_contacts_mail_check CHECK ((char_length(mail) <= 200)),
  constraint agency_contacts_phone_check CHECK (((char_length(phone) >= 7) AND (char_length(phone) <= 20)))
);
comment on table agency_contacts is 'How the office of an agency is reached: no names of people. The only place of it; a newer one is written over it.';
comment on column agency_contacts.given_by is 'opaque subject id';
grant insert, select on agency_contacts to intermediary_market;
grant update (phone, mail, address, given_by, given_at) on agency_contacts to intermediary_market;

create table agency_credit (
  agency_no text not null,
  hundredths integer not null,
  stars integer not null,
  ratings integer not null,
  gave_ups integer not null,
  computed_day date not null,
  created_at timestamp with time zone not null default now(),
  constraint agency_credit_pkey PRIMARY KEY (agency_no),
  constraint agency_credit_agency_no_fkey FOREIGN KEY (agency_no) REFERENCES agencies(agency_no),
  constraint agency_credit_gave_ups_check CHECK ((gave_ups >= 0)),
  constraint agency_credit_hundredths_check CHECK (((hundredths >= 0) AND (hundredths <= 10000))),
  constraint agency_credit_ratings_check CHECK ((ratings >= 0)),
  constraint agency_credit_stars_check CHECK (((stars >= 1) AND (stars <= 5)))
);
CREATE INDEX agency_credit_to_renew ON intermediary_market.agency_credit USING btree (computed_day);
comment on table agency_credit is 'The credit of agencies as it follows from their events on a day, for lists; an agency without a row has had no event.';
comment on column agency_credit.hundredths is 'the score in hundredths of points';
comment on column agency_credit.ratings is 'the ratings that count';
comment on column agency_credit.gave_ups is 'how often it gave up within twelve months';
grant insert, select on agency_credit to intermediary_market;
grant update (hundredths, stars, ratings, gave_ups, computed_day) on agency_credit to intermediary_market;

create table agency_events (
  agency_no text not null,
  seq integer not null,
  kind text not null,
  at timestamp with time zone not null,
  by text,
  cause text,
  note uuid,
  until_day date,
  category text,
  about integer,
  files uuid[] not null default '{}'::uuid[],
  created_at timestamp with time zone not null default now(),
  constraint agency_events_pkey PRIMARY KEY (agency_no, seq),
  constraint agency_events_agency_no_fkey FOREIGN KEY (agency_no) REFERENCES agencies(agency_no),
  constraint agency_events_category_fkey FOREIGN KEY (category) REFERENCES categories(code),
  constraint agency_events_note_fkey FOREIGN KEY (note) REFERENCES texts(text_id),
  constraint agency_events_cause_check CHECK ((cause = ANY (ARRAY['by-supervisor'::text, 'credit'::text, 'gave-up-three-times'::text, 'dishonest'::text, 'expired'::text]))),
  constraint agency_events_kind_check CHECK ((kind = ANY (ARRAY['apply'::text, 'approve'::text, 'return'::text, 'refuse'::text, 'object'::text, 'uphold'::text, 'overrule'::text, 'list'::text, 'warn'::text, 'suspend'::text, 'want-repair'::text, 'hand-in-repair'::text, 'accept-repair'::text, 'return-repair'::text, 'restore'::text, 'delist'::text, 'ask-qualification'::text, 'grant-qualification'::text, 'refuse-qualification'::text, 'expire-qualification'::text]))),
  constraint agency_events_seq_check CHECK ((seq > 0))
);
CREATE UNIQUE INDEX agency_events_of_expiry ON intermediary_market.agency_events USING btree (agency_no, about) WHERE (kind = 'expire-qualification'::text);
comment on table agency_events is 'Everything that happened to an agency, numbered from 1 without gaps. Written once.';
comment on column agency_events.by is 'opaque subject id; null when time alone, or another rule of the market, brought it';
comment on column agency_events.cause is 'of a suspension, of the agency or of one category of it';
comment on column agency_events.until_day is 'the last day of a suspension, of a bar to apply again, or of a certificate';
comment on column agency_events.about is 'the number of the objection or of the qualification it concerns';
comment on column agency_events.files is 'what was handed in with a repair';
grant insert, select on agency_events to intermediary_market;

create table agency_files (
  file_id uuid not null default gen_random_uuid(),
  uscc text not null,
  kind text not null,
  request_key text not null,
  name text not null,
  media_type text not null,
  bytes integer not null,
  sha256 text not null,
  storage_key text not null,
  given_by text not null,
  given_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  constraint agency_files_pkey PRIMARY KEY (file_id),
  constraint agency_files_request_key_key UNIQUE (request_key),
  constraint agency_files_storage_key_key UNIQUE (storage_key),
  constraint agency_files_bytes_check CHECK (((bytes >= 1) AND (bytes <= 20971520))),
  constraint agency_files_kind_check CHECK ((kind = ANY (ARRAY['licence'::text, 'commitment'::text, 'certificate'::text, 'repair'::text]))),
  constraint agency_files_media_type_check CHECK ((media_type = ANY (ARRAY['application/pdf'::text, 'image/jpeg'::text, 'image/png'::text]))),
  constraint agency_files_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
  constraint agency_files_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);
CREATE INDEX agency_files_by_uscc ON intermediary_market.agency_files USING btree (uscc);
comment on table agency_files is 'Files that an agency hands in for its application, qualifications and repairs; the content is in the storage of files. Written once.';
comment on column agency_files.uscc is 'of the agency, which may have no number yet';
comment on column agency_files.request_key is 'of the request that gave it: a repetition finds it';
comment on column agency_files.given_by is 'the subject id of who gave it';
grant insert, select on agency_files to intermediary_market;

create table agency_objections (
  agency_no text not null,
  no integer not null,
  by text not null,
  at timestamp with time zone not null,
  note uuid not null,
  due_at timestamp with time zone not null,
  outcome text,
  decided_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint agency_objections_pkey PRIMARY KEY (agency_no, no),
  constraint agency_objections_agency_no_fkey FOREIGN KEY (agency_no) REFERENCES agencies(agency_no),
  constraint agency_objections_note_fkey FOREIGN KEY (note) REFERENCES texts(text_id),
  constraint agency_objections_check CHECK (((outcome IS NULL) = (decided_at IS NULL))),
  constraint agency_objections_no_check CHECK ((no > 0)),
  constraint agency_objections_outcome_check CHECK ((outcome = ANY (ARRAY['upheld'::text, 'overruled'::text])))
);
CREATE UNIQUE INDEX agency_objections_open ON intermediary_market.agency_objections USING btree (agency_no, by) WHERE (outcome IS NULL);
comment on table agency_objections is 'Objections to the listing of an agency during its public notice.';
comment on column agency_objections.due_at is 'by when a supervisor should decide';
grant insert, select on agency_objections to intermediary_market;
grant update (outcome, decided_at) on agency_objections to intermediary_market;

create table agency_records (
  agency_no text not null,
  category text not null,
  lowest_yuan numeric(14,2),
  highest_yuan numeric(14,2),
  finished integer not null default 0,
  median_days numeric(6,1),
  returns integer not null default 0,
  running integer not null default 0,
  stars integer not null default 5,
  ratings integer not null default 0,
  stars_key text not null generated always as (((((5 - stars))::text || lpad(((999999 - LEAST(ratings, 999999)))::text, 6, '0'::text)) || agency_no)) stored,
  price_key text not null generated always as ((COALESCE(lpad((((lowest_yuan * (100)::numeric))::bigint)::text, 14, '0'::text), 'none'::text) || agency_no)) stored,
  punctuality_key text not null generated always as ((COALESCE(lpad(((((median_days * (2)::numeric) + (500000)::numeric))::integer)::text, 7, '0'::text), 'none'::text) || agency_no)) stored,
  created_at timestamp with time zone not null default now(),
  constraint agency_records_pkey PRIMARY KEY (agency_no, category),
  constraint agency_records_agency_no_fkey FOREIGN KEY (agency_no) REFERENCES agencies(agency_no),
  constraint agency_records_category_fkey FOREIGN KEY (category) REFERENCES categories(code),
  constraint agency_records_check CHECK ((highest_yuan >= lowest_yuan)),
  constraint agency_records_check1 CHECK ((num_nulls(lowest_yuan, highest_yuan) = ANY (ARRAY[0, 2]))),
  constraint agency_records_check2 CHECK (((finished = 0) = (median_days IS NULL))),
  constraint agency_records_finished_check CHECK ((finished >= 0)),
  constraint agency_records_lowest_yuan_check CHECK ((lowest_yuan > (0)::numeric)),
  constraint agency_records_median_days_check CHECK (((median_days * (2)::numeric) = trunc((median_days * (2)::numeric)))),
  constraint agency_records_ratings_check CHECK ((ratings >= 0)),
  constraint agency_records_returns_check CHECK ((returns >= 0)),
  constraint agency_records_running_check CHECK ((running >= 0)),
  constraint agency_records_stars_check CHECK (((stars >= 1) AND (stars <= 5)))
);
CREATE INDEX agency_records_by_price ON intermediary_market.agency_records USING btree (category, price_key);
CREATE INDEX agency_records_by_punctuality ON intermediary_market.agency_records USING btree (category, punctuality_key);
CREATE INDEX agency_records_by_stars ON intermediary_market.agency_records USING btree (category, stars_key);
comment on table agency_records is 'What an agency has done in a category, as it follows from its contracts: one row for each category it is or was qualified for, or has served.';
comment on column agency_records.lowest_yuan is 'the lowest price it has signed; null before it has signed one';
comment on column agency_records.finished is 'accepted results';
comment on column agency_records.median_days is 'median of the working days used less those promised, of accepted results; negative when early, with halves';
comment on column agency_records.returns is 'results that were sent back';
comment on column agency_records.running is 'signed contracts that are not over';
comment on column agency_records.stars is 'as in agency_credit, here for the order of the directory';
comment on column agency_records.ratings is 'as in agency_credit, here for the order of the directory';
comment on column agency_records.stars_key is 'the most stars first, of as many stars those that more have given';
comment on column agency_records.price_key is 'the lowest price first; without one, last';
comment on column agency_records.punctuality_key is 'the earliest first; without a result, last';
grant insert, select on agency_records to intermediary_market;
grant update (lowest_yuan, highest_yuan, finished, median_days, returns, running, stars, ratings) on agency_records to intermediary_market;

create table appeals (
  deduction_no bigint not null,
  at timestamp with time zone not null,
  by text not null,
  text_id uuid not null,
  decision text,
  decided_at timestamp with time zone,
  decided_by text,
  decision_text_id uuid,
  created_at timestamp with time zone not null default now(),
  constraint appeals_pkey PRIMARY KEY (deduction_no),
  constraint appeals_decision_text_id_fkey FOREIGN KEY (decision_text_id) REFERENCES texts(text_id),
  constraint appeals_deduction_no_fkey FOREIGN KEY (deduction_no) REFERENCES deductions(deduction_no),
  constraint appeals_text_id_fkey FOREIGN KEY (text_id) REFERENCES texts(text_id),
  constraint appeals_check CHECK ((decided_at >= at)),
  constraint appeals_check1 CHECK ((num_nulls(decision, decided_at, decided_by, decision_text_id) = ANY (ARRAY[0, 4]))),
  constraint appeals_decision_check CHECK ((decision = ANY (ARRAY['upheld'::text, 'rejected'::text])))
);
CREATE INDEX appeals_to_decide ON intermediary_market.appeals USING btree (at) WHERE (decision IS NULL);
comment on table appeals is 'What agencies say against deductions, one each, and what a supervisor made of it; an upheld one undoes the deduction.';
grant insert, select on appeals to intermediary_market;
grant update (decision, decided_at, decided_by, decision_text_id) on appeals to intermediary_market;

create table application_faults (
  agency_no text not null,
  seq integer not null,
  no integer not null,
  part text not null,
  category text,
  note uuid not null,
  created_at timestamp with time zone not null default now(),
  constraint application_faults_pkey PRIMARY KEY (agency_no, seq, no),
  constraint application_faults_agency_no_seq_fkey FOREIGN KEY (agency_no, seq) REFERENCES agency_events(agency_no, seq),
  constraint application_faults_category_fkey FOREIGN KEY (category) REFERENCES categories(code),
  constraint application_faults_note_fkey FOREIGN KEY (note) REFERENCES texts(text_id),
  constraint application_faults_no_check CHECK ((no > 0)),
  constraint application_faults_part_check CHECK ((part = ANY (ARRAY['name'::text, 'licence'::text, 'commitment'::text, 'staff'::text, 'qualification'::text])))
);
comment on table application_faults is 'What a returned application lacks, by the number of the event that returned it. Written once.';
comment on column application_faults.category is 'of a fault of a qualification';
grant insert, select on application_faults to intermediary_market;

create table audit (
  line_id uuid not null,
  who text,
  what text not null,
  path text not null,
  answered_at timestamp with time zone not null,
  request_id text not null,
  status smallint not null,
  problem text,
  created_at timestamp with time zone not null default now(),
  constraint audit_pkey PRIMARY KEY (line_id),
  constraint audit_status_check CHECK (((status >= 100) AND (status <= 599)))
);
CREATE INDEX audit_by_person ON intermediary_market.audit USING btree (who, answered_at);
CREATE INDEX audit_newest ON intermediary_market.audit USING btree (answered_at);
comment on table audit is 'Every write and every refused attempt, with its outcome. Append-only.';
comment on column audit.line_id is 'made before it is sent, so that a line sent twice is there once';
comment on column audit.who is 'the subject id of the token; null when there was no valid one';
comment on column audit.what is 'the audit name of the route';
comment on column audit.problem is 'the type of the problem it was answered with';
grant insert, select on audit to intermediary_market;

create table bids (
  commission_no text not null,
  round integer not null,
  agency_no text not null,
  sealed bytea not null,
  digest text not null,
  placed_by text not null,
  received_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  constraint bids_pkey PRIMARY KEY (commission_no, round, agency_no),
  constraint bids_agency_no_fkey FOREIGN KEY (agency_no) REFERENCES agencies(agency_no),
  constraint bids_commission_no_round_fkey FOREIGN KEY (commission_no, round) REFERENCES tenders(commission_no, round),
  constraint bids_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text))
);
CREATE INDEX bids_by_agency ON intermediary_market.bids USING btree (agency_no, commission_no);
comment on table bids is 'The sealed bid of an agency; a later one before the deadline takes its place.';
comment on column bids.digest is 'SHA-256 of what was sealed, as the bidder''s receipt shows it';
grant insert, select on bids to intermediary_market;
grant update (sealed, digest, placed_by, received_at) on bids to intermediary_market;

create table briefs (
  commission_no text not null,
  seq integer not null,
  way text not null,
  requirements text not null,
  inputs text[] not null,
  ceiling_yuan numeric(14,2),
  required_by date,
  created_at timestamp with time zone not null default now(),
  constraint briefs_pkey PRIMARY KEY (commission_no, seq),
  constraint briefs_commission_no_seq_fkey FOREIGN KEY (commission_no, seq) REFERENCES milestones(commission_no, seq),
  constraint briefs_ceiling_yuan_check CHECK ((ceiling_yuan > (0)::numeric)),
  constraint briefs_way_check CHECK ((way = ANY (ARRAY['direct'::text, 'lowest-price'::text, 'comparison'::text, 'random'::text])))
);
comment on table briefs is 'What the owner asks for; the newest of a commission counts. Written once.';
comment on column briefs.inputs is 'what the agency needs of the owner before it can work';
comment on column briefs.ceiling_yuan is 'the highest price; null where the owner names none';
comment on column briefs.required_by is 'the day by which the owner needs the result; binds nobody''s clock';
grant insert, select on briefs to intermediary_market;

create table categories (
  code text not null,
  place integer not null,
  zh text not null,
  en text not null,
  default_days integer,
  created_at timestamp with time zone not null default now(),
  constraint categories_pkey PRIMARY KEY (code),
  constraint categories_place_key UNIQUE (place),
  constraint categories_code_check CHECK ((code = ANY (ARRAY['ENG'::text, 'GEO'::text, 'DSN'::text, 'DRW'::text, 'MAP'::text, 'EIA'::text, 'ENE'::text, 'SWC'::text, 'HAZ'::text, 'MIN'::text, 'SEI'::text, 'SAF'::text, 'OHS'::text, 'LGT'::text, 'FIR'::text, 'CAD'::text, 'CST'::text, 'TND'::text, 'SUP'::text, 'VAL'::text]))),
  constraint categories_default_days_check CHECK ((default_days > 0))
);
comment on table categories is 'The kinds of intermediary service an agency can be hired for; loaded at start.';
comment on column categories.default_days is 'usual working days of one job; null where the job lasts as long as the works';
grant insert, select on categories to intermediary_market;

create table commission_files (
  commission_no text not null,
  file_no integer not null,
  purpose text not null,
  round integer not null,
  side text not null,
  agency_no text,
  request_key text not null,
  name text not null,
  media_type text not null,
  bytes integer not null,
  sha256 text not null,
  storage_key text not null,
  given_by text not null,
  given_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  constraint commission_files_pkey PRIMARY KEY (commission_no, file_no),
  constraint commission_files_request_key_key UNIQUE (request_key),
  constraint commission_files_storage_key_key UNIQUE (storage_key),
  constraint commission_files_agency_no_fkey FOREIGN KEY (agency_no) REFERENCES agencies(agency_no),
  constraint commission_files_commission_no_fkey FOREIGN KEY (commission_no) REFERENCES commissions(commission_no),
  constraint commission_files_bytes_check CHECK (((bytes >= 1) AND (bytes <= 209715200))),
  constraint commission_files_check CHECK (((purpose = 'input'::text) = (agency_no IS NULL))),
  constraint commission_files_file_no_check CHECK ((file_no > 0)),
  constraint commission_files_media_type_check CHECK ((media_type = ANY (ARRAY['application/pdf'::text, 'image/jpeg'::text, 'image/png'::text]))),
  constraint commission_files_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
  constraint commission_files_purpose_check CHECK ((purpose = ANY (ARRAY['input'::text, 'contract'::text, 'result'::text]))),
  constraint commission_files_round_check CHECK ((round > 0)),
  constraint commission_files_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint commission_files_side_check CHECK ((side = ANY (ARRAY['owner'::text, 'agency'::text])))
);
comment on table commission_files is 'Files of commissions, numbered from 1 in each: what the agency needs, the contract, the result. The content is in the storage of files. Written once.';
comment on column commission_files.round is 'the round of the commission in which it was given';
comment on column commission_files.side is 'whose side gave it';
comment on column commission_files.agency_no is 'of a contract and a result: the agency of the round; later agencies do not read it';
comment on column commission_files.request_key is 'of the request that gave it: a repetition finds it';
comment on column commission_files.given_by is 'the subject id of who gave it';
grant insert, select on commission_files to intermediary_market;

create table commission_serials (
  day date not null,
  last integer not null,
  created_at timestamp with time zone not null default now(),
  constraint commission_serials_pkey PRIMARY KEY (day),
  constraint commission_serials_last_check CHECK ((last > 0))
);
comment on table commission_serials is 'The last serial of a day that an owner''s own commission was given; locked until its transaction ends, so numbers have no gaps.';
grant insert, select on commission_serials to intermediary_market;
grant update (last) on commission_serials to intermediary_market;

create table commissions (
  commission_no text not null,
  order_no text,
  step text,
  task text,
  project_code text not null,
  uscc text not null,
  category text not null,
  days integer not null,
  state text not null,
  agency_no text,
  deliveries integer not null,
  events integer not null,
  opened_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  track text,
  rules_version integer not null default 1,
  way text,
  needs_inputs boolean not null default false,
  round integer not null default 1,
  failed_tenders integer not null default 0,
  closes_at timestamp with time zone,
  deadline_at timestamp with time zone,
  deadline_calendar text,
  reminded integer not null default 0,
  purpose text,
  topics text[] not null default '{}'::text[],
  scope text,
  opened_by text,
  paper_number text,
  expires_day date,
  constraint commissions_pkey PRIMARY KEY (commission_no),
  constraint commissions_order_no_task_key UNIQUE (order_no, task),
  constraint commissions_agency_no_fkey FOREIGN KEY (agency_no) REFERENCES agencies(agency_no),
  constraint commissions_category_fkey FOREIGN KEY (category) REFERENCES categories(code),
  constraint commissions_check CHECK ((changed_at >= opened_at)),
  constraint commissions_days_check CHECK ((days >= 0)),
  constraint commissions_deliveries_check CHECK ((deliveries >= 0)),
  constraint commissions_events_check CHECK ((events >= 0)),
  constraint commissions_failed_tenders_check CHECK ((failed_tenders >= 0)),
  constraint commissions_of_order_or_own CHECK (((num_nulls(order_no, step, task) = ANY (ARRAY[0, 3])) AND ((order_no IS NULL) = (purpose IS NOT NULL)) AND ((order_no IS NULL) = (opened_by IS NOT NULL)) AND ((order_no IS NULL) OR ((num_nonnulls(scope, paper_number, expires_day) = 0) AND (topics = '{}'::text[]))) AND ((order_no IS NOT NULL) OR (track IS NULL)))),
  constraint commissions_paper_number_check CHECK (((char_length(paper_number) >= 1) AND (char_length(paper_number) <= 80))),
  constraint commissions_purpose_check CHECK ((purpose = ANY (ARRAY['joint-survey'::text, 'area-evaluation'::text, 'other-paper'::text]))),
  constraint commissions_reminded_check CHECK ((reminded = ANY (ARRAY[0, 3, 10]))),
  constraint commissions_round_check CHECK ((round > 0)),
  constraint commissions_rules_version_check CHECK ((rules_version > 0)),
  constraint commissions_scope_check CHECK (((char_length(scope) >= 1) AND (char_length(scope) <= 400))),
  constraint commissions_state_check CHECK ((state = ANY (ARRAY['briefing'::text, 'bidding'::text, 'selecting'::text, 'contracting'::text, 'awaiting-inputs'::text, 'working'::text, 'delivered'::text, 'accepted'::text, 'terminated'::text]))),
  constraint commissions_step_check CHECK ((step = ANY (ARRAY['project-initiation'::text, 'planning'::text, 'environmental-assessment'::text, 'fire-safety'::text, 'construction-permit'::text]))),
  constraint commissions_task_check CHECK ((task = ANY (ARRAY['record'::text, 'order-meeting'::text, 'planning-conditions'::text, 'scheme-design'::text, 'scheme-review'::text, 'eia-report'::text, 'eia-review'::text, 'construction-drawings'::text, 'drawing-review'::text, 'fire-review'::text, 'safety-registration'::text, 'construction-permit'::text]))),
  constraint commissions_topics_check CHECK ((topics <@ ARRAY['environment'::text, 'energy'::text, 'geohazard'::text, 'soil-and-water'::text, 'seismic'::text, 'minerals'::text, 'planning-survey'::text, 'land-survey'::text, 'property-survey'::text])),
  constraint commissions_track_check CHECK ((track = ANY (ARRAY['80'::text, '50'::text, '30'::text]))),
  constraint commissions_way_check CHECK ((way = ANY (ARRAY['direct'::text, 'lowest-price'::text, 'comparison'::text, 'random'::text])))
);
CREATE INDEX commissions_by_agency ON intermediary_market.commissions USING btree (agency_no);
CREATE INDEX commissions_by_deadline ON intermediary_market.commissions USING btree (deadline_at) WHERE (deadline_at IS NOT NULL);
CREATE INDEX commissions_by_owner ON intermediary_market.commissions USING btree (uscc);
CREATE INDEX commissions_by_project ON intermediary_market.commissions USING btree (project_code);
CREATE INDEX commissions_newest ON intermediary_market.commissions USING btree (opened_at, commission_no);
CREATE INDEX commissions_to_remind ON intermediary_market.commissions USING btree (changed_at) WHERE ((state = ANY (ARRAY['briefing'::text, 'awaiting-inputs'::text, 'delivered'::text])) AND (reminded < 10));
comment on table commissions is 'An agency''s work that a task of an order needs, or that an owner commissions without an order; changed by the market alone, under a row lock.';
comment on column commissions.commission_no is 'named after the order and the task it was first opened for; an owner''s own by day and serial';
comment on column commissions.order_no is 'null, as step and task, of an owner''s own';
comment on column commissions.uscc is 'the enterprise that owns the project';
comment on column commissions.days is 'the task''s budget in working days; of an owner''s own the days he gives it';
comment on column commissions.events is 'events so far; the number of its newest milestone';
comment on column commissions.track is 'of the order; null of commissions opened before it was known here';
comment on column commissions.rules_version is 'which behaviour of the rules it keeps for life: that of its order, or of the day on which its owner opened it';
comment on column commissions.way is 'how the brief has the agency chosen; null before the brief, and under rules before 3';
comment on column commissions.needs_inputs is 'whether the agency waits for something of the owner before it can work';
comment on column commissions.round is 'a new tender or another agency for the same task is the next round';
comment on column commissions.closes_at is 'of a published tender: the first instant that is too late for a bid';
comment on column commissions.deadline_at is 'when its state ends by itself; null where no limit runs';
comment on column commissions.deadline_calendar is 'the calendar that deadline was counted with';
comment on column commissions.reminded is 'after how many working days in its state its owner was reminded last';
comment on column commissions.purpose is 'of an owner''s own: the kind of paper that the accepted result is; null of a task''s';
comment on column commissions.topics is 'of an owner''s own: what the paper can stand for';
comment on column commissions.scope is 'of an owner''s own: what the paper will cover, in words';
comment on column commissions.opened_by is 'of an owner''s own: opaque subject id of who opened it';
comment on column commissions.paper_number is 'of an owner''s own, from its acceptance on: the number on the document';
comment on column commissions.expires_day is 'of an owner''s own, from its acceptance on: the last day on which the paper is valid; null where it does not expire';
grant insert, select on commissions to intermediary_market;
grant update (state, agency_no, deliveries, events, changed_at, way, needs_inputs, round, failed_tenders, closes_at, deadline_at, deadline_calendar, reminded, paper_number, expires_day) on commissions to intermediary_market;

create table deductions (
  deduction_no bigint not null generated always as identity,
  agency_no text not null,
  commission_no text,
  kind text not null,
  points integer not null,
  days integer,
  promised_day date,
  contract integer,
  milestone integer,
  text_id uuid,
  at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  by text,
  created_at timestamp with time zone not null default now(),
  constraint deductions_pkey PRIMARY KEY (deduction_no),
  constraint deductions_agency_no_fkey FOREIGN KEY (agency_no) REFERENCES agencies(agency_no),
  constraint deductions_commission_no_contract_fkey FOREIGN KEY (commission_no, contract) REFERENCES milestones(commission_no, seq),
  constraint deductions_commission_no_fkey FOREIGN KEY (commission_no) REFERENCES commissions(commission_no),
  constraint deductions_commission_no_milestone_fkey FOREIGN KEY (commission_no, milestone) REFERENCES milestones(commission_no, seq),
  constraint deductions_text_id_fkey FOREIGN KEY (text_id) REFERENCES texts(text_id),
  constraint deductions_check CHECK ((recorded_at >= at)),
  constraint deductions_check1 CHECK (((milestone IS NOT NULL) OR (text_id IS NOT NULL))),
  constraint deductions_check2 CHECK (((kind = ANY (ARRAY['late'::text, 'overrun'::text])) = (contract IS NOT NULL))),
  constraint deductions_check3 CHECK (((kind <> ALL (ARRAY['late'::text, 'overrun'::text])) OR ((days IS NOT NULL) AND (promised_day IS NOT NULL)))),
  constraint deductions_check4 CHECK (((kind <> 'fake'::text) OR ((text_id IS NOT NULL) AND (by IS NOT NULL)))),
  constraint deductions_days_check CHECK ((days > 0)),
  constraint deductions_kind_check CHECK ((kind = ANY (ARRAY['late'::text, 'returned'::text, 'gave-up'::text, 'overrun'::text, 'fake'::text]))),
  constraint deductions_points_check CHECK (((points >= 1) AND (points <= 100)))
);
CREATE INDEX deductions_by_agency ON intermediary_market.deductions USING btree (agency_no, deduction_no);
CREATE UNIQUE INDEX deductions_once_per_contract ON intermediary_market.deductions USING btree (commission_no, contract) WHERE (contract IS NOT NULL);
CREATE UNIQUE INDEX deductions_once_per_milestone ON intermediary_market.deductions USING btree (commission_no, milestone) WHERE ((contract IS NULL) AND (milestone IS NOT NULL));
comment on table deductions is 'Points taken from agencies, each with its evidence: a milestone, or a text. Written once.';
comment on column deductions.days is 'of what was late: working days past the promised day';
comment on column deductions.contract is 'of what was late: the milestone with which the contract was signed';
comment on column deductions.milestone is 'the milestone that shows it';
comment on column deductions.text_id is 'what a supervisor wrote as evidence';
comment on column deductions.at is 'when it happened; it counts for twelve months';
comment on column deductions.recorded_at is 'business time of the record, from which the days of an appeal run';
comment on column deductions.by is 'opaque subject id of whose act or record it is; null where time alone brought it about';
grant insert, select on deductions to intermediary_market;

create table engagements (
  commission_no text not null,
  round integer not null,
  agency_no text not null,
  way text not null,
  price_yuan numeric(14,2) not null,
  days integer not null,
  chosen_by text not null,
  chosen_at timestamp with time zone not null,
  signed_at timestamp with time zone,
  ended_by text,
  ended_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  chose_from text[],
  constraint engagements_pkey PRIMARY KEY (commission_no, round),
  constraint engagements_agency_no_fkey FOREIGN KEY (agency_no) REFERENCES agencies(agency_no),
  constraint engagements_commission_no_fkey FOREIGN KEY (commission_no) REFERENCES commissions(commission_no),
  constraint engagements_check CHECK (((ended_by IS NULL) = (ended_at IS NULL))),
  constraint engagements_days_check CHECK ((days > 0)),
  constraint engagements_ended_by_check CHECK ((ended_by = ANY (ARRAY['withdraw'::text, 'decline'::text, 'lapse'::text, 'replace'::text, 'accept'::text, 'terminate'::text, 'cancel'::text]))),
  constraint engagements_price_yuan_check CHECK ((price_yuan > (0)::numeric)),
  constraint engagements_round_check CHECK ((round > 0)),
  constraint engagements_way_check CHECK ((way = ANY (ARRAY['direct'::text, 'lowest-price'::text, 'comparison'::text, 'random'::text])))
);
CREATE INDEX engagements_by_agency ON intermediary_market.engagements USING btree (agency_no, chosen_at);
comment on table engagements is 'Which agency was chosen in a round, by whom, at what price, and what became of it.';
comment on column engagements.days is 'working days the agency promises from the start of its work';
comment on column engagements.chosen_by is 'opaque subject id; the market where a ranking or a limit chose';
comment on column engagements.chose_from is 'of a direct choice: the agencies that could be hired for the category at that instant, by number; null where a ranking chose, and of choices before 2026-12';
grant insert, select on engagements to intermediary_market;
grant update (signed_at, ended_by, ended_at) on engagements to intermediary_market;

create table idempotency_keys (
  request_key text not null,
  fingerprint text not null,
  status smallint,
  headers jsonb,
  answer text,
  created_at timestamp with time zone not null default now(),
  answered_at timestamp with time zone,
  constraint idempotency_keys_pkey PRIMARY KEY (request_key),
  constraint idempotency_keys_check CHECK ((num_nulls(status, headers, answer, answered_at) = ANY (ARRAY[0, 4]))),
  constraint idempotency_keys_fingerprint_check CHECK ((length(fingerprint) = 64)),
  constraint idempotency_keys_request_key_check CHECK ((length(request_key) = 64))
);
CREATE INDEX idempotency_keys_created_at ON intermediary_market.idempotency_keys USING btree (created_at);
comment on table idempotency_keys is 'Writes by key: a repetition gets the first answer, byte by byte; rows are forgotten after 24 hours';
comment on column idempotency_keys.request_key is 'sha256 of caller, verb, path and Idempotency-Key';
comment on column idempotency_keys.fingerprint is 'sha256 of the canonical body and query: another one under the same key is refused';
comment on column idempotency_keys.answer is 'the text of the body as sent; null while the write has not been answered';
grant delete, insert, select, update on idempotency_keys to intermediary_market;

create table milestones (
  commission_no text not null,
  seq integer not null,
  kind text not null,
  at timestamp with time zone not null,
  by text not null,
  agency_no text,
  note uuid,
  sha256 text,
  created_at timestamp with time zone not null default now(),
  round integer not null default 1,
  files integer[] not null default '{}'::integer[],
  constraint milestones_pkey PRIMARY KEY (commission_no, seq),
  constraint milestones_agency_no_fkey FOREIGN KEY (agency_no) REFERENCES agencies(agency_no),
  constraint milestones_commission_no_fkey FOREIGN KEY (commission_no) REFERENCES commissions(commission_no),
  constraint milestones_note_fkey FOREIGN KEY (note) REFERENCES texts(text_id),
  constraint milestones_kind_check CHECK ((kind = ANY (ARRAY['brief'::text, 'publish'::text, 'cancel-tender'::text, 'close'::text, 'award'::text, 'engage'::text, 'withdraw'::text, 'decline'::text, 'lapse'::text, 'sign'::text, 'hand-in-inputs'::text, 'deliver'::text, 'return'::text, 'accept'::text, 'replace'::text, 'terminate'::text, 'cancel'::text]))),
  constraint milestones_round_check CHECK ((round > 0)),
  constraint milestones_seq_check CHECK ((seq > 0)),
  constraint milestones_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);
CREATE INDEX milestones_signed ON intermediary_market.milestones USING btree (agency_no) WHERE (kind = 'sign'::text);
CREATE INDEX milestones_with_results ON intermediary_market.milestones USING btree (commission_no) WHERE ((kind = 'accept'::text) AND (files <> '{}'::integer[]));
comment on table milestones is 'Every event of a commission, numbered from 1 without gaps. Written once.';
comment on column milestones.sha256 is 'hash of what was handed in or signed';
comment on column milestones.round is 'the round of the commission in which it happened';
comment on column milestones.files is 'the numbers of the files it names: of a signature the contract, of a delivery the result, of an acceptance what was accepted';
grant insert, select on milestones to intermediary_market;

create table notice_items (
  channel text not null,
  receiver text not null,
  no bigint not null,
  subject text not null,
  addressees text[] not null,
  message_id uuid,
  created_at timestamp with time zone not null default now(),
  constraint notice_items_pkey PRIMARY KEY (channel, receiver, no),
  constraint notice_items_channel_receiver_fkey FOREIGN KEY (channel, receiver) REFERENCES notice_receivers(channel, receiver),
  constraint notice_items_message_id_fkey FOREIGN KEY (message_id) REFERENCES notice_messages(message_id) ON DELETE CASCADE,
  constraint notice_items_no_fkey FOREIGN KEY (no) REFERENCES notices(no),
  constraint notice_items_addressees_check CHECK ((cardinality(addressees) > 0))
);
CREATE INDEX notice_items_by_message ON intermediary_market.notice_items USING btree (message_id);
CREATE INDEX notice_items_loose ON intermediary_market.notice_items USING btree (channel, receiver) WHERE (message_id IS NULL);
comment on table notice_items is 'Which notices a receiver is sent, and in which message; null while it is in none.';
comment on column notice_items.addressees is 'those of the notice that the receiver hears of; of agents those with a mandate in force when it was given';
grant delete, insert, select on notice_items to intermediary_market;
grant update (message_id) on notice_items to intermediary_market;

create table notice_messages (
  message_id uuid not null default gen_random_uuid(),
  seq bigint not null generated always as identity,
  channel text not null,
  receiver text not null,
  subjects text[] not null,
  not_before timestamp with time zone not null default now(),
  attempts integer not null default 0,
  failing_since timestamp with time zone,
  failure text,
  status smallint,
  sent_at timestamp with time zone,
  remark text,
  created_at timestamp with time zone not null default now(),
  constraint notice_messages_pkey PRIMARY KEY (message_id),
  constraint notice_messages_channel_receiver_fkey FOREIGN KEY (channel, receiver) REFERENCES notice_receivers(channel, receiver),
  constraint notice_messages_failure_check CHECK ((failure = ANY (ARRAY['no-answer'::text, 'too-slow'::text, 'answered'::text, 'redirected'::text, 'address-refused'::text, 'mail-refused'::text, 'internal'::text]))),
  constraint notice_messages_remark_check CHECK ((remark = ANY (ARRAY['no-address'::text, 'mail-refused'::text])))
);
CREATE INDEX notice_messages_by_receiver ON intermediary_market.notice_messages USING btree (channel, receiver, seq);
CREATE INDEX notice_messages_sent ON intermediary_market.notice_messages USING btree (sent_at);
CREATE INDEX notice_messages_unsent ON intermediary_market.notice_messages USING btree (channel, receiver, seq) WHERE (sent_at IS NULL);
comment on table notice_messages is 'What was or is to be sent to a receiver: notices gathered into one message. In real time, and in order for each subject.';
comment on column notice_messages.subjects is 'the orders, or what else its notices are about: a later message about one of them waits for this one';
comment on column notice_messages.failing_since is 'the first failure since it was last to be sent';
comment on column notice_messages.status is 'of a failure that is an answer: its HTTP status';
comment on column notice_messages.remark is 'why it counts as sent though nobody has it';
grant delete, insert, select on notice_messages to intermediary_market;
grant update (not_before, attempts, failing_since, failure, status, sent_at, remark) on notice_messages to intermediary_market;

create table notice_readings (
  no bigint not null,
  subject text not null,
  read_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  constraint notice_readings_pkey PRIMARY KEY (subject, no),
  constraint notice_readings_no_fkey FOREIGN KEY (no) REFERENCES notices(no)
);
comment on table notice_readings is 'Who has read which notice, and when first. Append-only.';
grant insert, select on notice_readings to intermediary_market;

create table notice_receivers (
  channel text not null,
  receiver text not null,
  gathered_at timestamp with time zone,
  claim uuid,
  claimed_until timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint notice_receivers_pkey PRIMARY KEY (channel, receiver),
  constraint notice_receivers_channel_check CHECK ((channel = ANY (ARRAY['webhook'::text, 'mail'::text])))
);
comment on table notice_receivers is 'Who receives notices by a channel: a webhook by its id, a person by the subject id.';
comment on column notice_receivers.gathered_at is 'when notices were last made into a message for it';
comment on column notice_receivers.claim is 'of the sender that serves it, alone until claimed_until; one that ended without a word loses it then';
grant insert, select on notice_receivers to intermediary_market;
grant update (gathered_at, claim, claimed_until, ended_at) on notice_receivers to intermediary_market;

create table notices (
  no bigint not null generated always as identity,
  cause text not null,
  kind text not null,
  at timestamp with time zone not null,
  by text,
  addressees text[] not null,
  order_no text,
  project_code text,
  step text,
  task text,
  about text not null,
  link text not null,
  detail jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now(),
  constraint notices_pkey PRIMARY KEY (no),
  constraint notices_cause_kind_link_key UNIQUE (cause, kind, link),
  constraint notices_addressees_check CHECK ((cardinality(addressees) > 0))
);
CREATE INDEX notices_by_addressee ON intermediary_market.notices USING gin (addressees);
CREATE TRIGGER queue_notices AFTER INSERT ON intermediary_market.notices REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_notices();
comment on table notices is 'What people are told, each notice with the write that caused it. Codes and numbers only: no names, no texts. Append-only.';
comment on column notices.cause is 'what was written, by its own number: a repetition of the write adds nothing';
comment on column notices.by is 'the subject id of who did it, who is not told';
comment on column notices.addressees is 'role and what bounds it, each as role:department, role:uscc, agent:subject; role: alone for those who oversee all';
comment on column notices.project_code is 'an agent is told only while a mandate for it is in force; null where none is needed';
grant insert, select on notices to intermediary_market;

create table opened_bids (
  commission_no text not null,
  round integer not null,
  agency_no text not null,
  price_yuan numeric(14,2) not null,
  days integer not null,
  nonce text not null,
  stars integer not null,
  lot text not null,
  points integer,
  rank integer,
  flaw text,
  received_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  constraint opened_bids_pkey PRIMARY KEY (commission_no, round, agency_no),
  constraint opened_bids_agency_no_fkey FOREIGN KEY (agency_no) REFERENCES agencies(agency_no),
  constraint opened_bids_commission_no_round_fkey FOREIGN KEY (commission_no, round) REFERENCES tenders(commission_no, round),
  constraint opened_bids_check CHECK (((rank IS NULL) = (flaw IS NOT NULL))),
  constraint opened_bids_flaw_check CHECK ((flaw = 'not-hireable'::text)),
  constraint opened_bids_points_check CHECK (((points >= 0) AND (points <= 10000))),
  constraint opened_bids_rank_check CHECK ((rank > 0)),
  constraint opened_bids_stars_check CHECK (((stars >= 1) AND (stars <= 5)))
);
comment on table opened_bids is 'The bids of a closed tender, opened and ranked by its published formula. Written once.';
comment on column opened_bids.stars is 'of the agency as the tender closed';
comment on column opened_bids.points is 'hundredths of a point; null where the way knows no points';
comment on column opened_bids.flaw is 'why a bid does not count';
grant insert, select on opened_bids to intermediary_market;

create table outbox (
  id bigint not null generated always as identity,
  commission_no text not null,
  seq integer not null,
  payload jsonb not null,
  attempts integer not null default 0,
  not_before timestamp with time zone not null default now(),
  sent_at timestamp with time zone,
  remark text,
  created_at timestamp with time zone not null default now(),
  constraint outbox_pkey PRIMARY KEY (id),
  constraint outbox_commission_no_seq_key UNIQUE (commission_no, seq),
  constraint outbox_commission_no_seq_fkey FOREIGN KEY (commission_no, seq) REFERENCES milestones(commission_no, seq),
  constraint outbox_remark_check CHECK ((remark = 'workflow-gone'::text))
);
CREATE INDEX outbox_unsent ON intermediary_market.outbox USING btree (commission_no, seq) WHERE (sent_at IS NULL);
comment on table outbox is 'Milestones on their way to the workflow: written with the milestone, sent in order per commission.';
comment on column outbox.attempts is 'how often the message was claimed';
comment on column outbox.not_before is 'after a failed attempt, or while a relay has claimed the message: when to try again';
comment on column outbox.remark is 'why a message counts as sent although no workflow took it';
grant insert, select on outbox to intermediary_market;
grant update (attempts, not_before, sent_at, remark) on outbox to intermediary_market;

create table qualifications (
  agency_no text not null,
  no integer not null,
  category text not null,
  certificate_no text not null,
  valid_through date,
  file_id uuid,
  state text not null,
  asked_at timestamp with time zone not null,
  due_at timestamp with time zone,
  decided_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint qualifications_pkey PRIMARY KEY (agency_no, no),
  constraint qualifications_agency_no_fkey FOREIGN KEY (agency_no) REFERENCES agencies(agency_no),
  constraint qualifications_category_fkey FOREIGN KEY (category) REFERENCES categories(code),
  constraint qualifications_file_id_fkey FOREIGN KEY (file_id) REFERENCES agency_files(file_id),
  constraint qualifications_certificate_no_check CHECK (((char_length(certificate_no) >= 1) AND (char_length(certificate_no) <= 60))),
  constraint qualifications_check CHECK (((state = 'asked'::text) = (decided_at IS NULL))),
  constraint qualifications_no_check CHECK ((no > 0)),
  constraint qualifications_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'granted'::text, 'refused'::text, 'replaced'::text])))
);
CREATE UNIQUE INDEX qualifications_asked ON intermediary_market.qualifications USING btree (agency_no, category) WHERE (state = 'asked'::text);
CREATE INDEX qualifications_by_category ON intermediary_market.qualifications USING btree (category, agency_no) WHERE (state = 'granted'::text);
CREATE INDEX qualifications_by_end ON intermediary_market.qualifications USING btree (valid_through) WHERE ((state = 'granted'::text) AND (valid_through IS NOT NULL));
CREATE UNIQUE INDEX qualifications_granted ON intermediary_market.qualifications USING btree (agency_no, category) WHERE (state = 'granted'::text);
comment on table qualifications is 'The certificates by which agencies are qualified, one that is granted for each category; what was handed in, refused or replaced stays on record.';
comment on column qualifications.valid_through is 'the last valid day of the certificate; null of one without end';
comment on column qualifications.file_id is 'its evidence; null of those that were there from the start';
comment on column qualifications.due_at is 'by when a supervisor should decide; null when the application it came with says so';
grant insert, select on qualifications to intermediary_market;
grant update (state, decided_at) on qualifications to intermediary_market;

create table rate_limits (
  key text not null,
  points integer not null,
  expire bigint,
  created_at timestamp with time zone not null default now(),
  constraint rate_limits_pkey PRIMARY KEY (key)
);
comment on table rate_limits is 'Requests of each caller and address in the minute that runs, counted by all processes of the service together.';
comment on column rate_limits.key is 'read or write and a subject id, or address and an address; forgotten when its minute is over';
comment on column rate_limits.expire is 'the end of its minute, in milliseconds since 1970';
grant delete, insert, select, update on rate_limits to intermediary_market;

create table ratings (
  commission_no text not null,
  agency_no text not null,
  judge text not null,
  quality integer not null,
  time integer not null,
  price integer not null,
  attitude integer not null,
  compliance integer not null,
  score integer not null,
  by text not null,
  at timestamp with time zone not null,
  text_id uuid,
  created_at timestamp with time zone not null default now(),
  constraint ratings_pkey PRIMARY KEY (commission_no, agency_no, judge),
  constraint ratings_agency_no_fkey FOREIGN KEY (agency_no) REFERENCES agencies(agency_no),
  constraint ratings_commission_no_fkey FOREIGN KEY (commission_no) REFERENCES commissions(commission_no),
  constraint ratings_text_id_fkey FOREIGN KEY (text_id) REFERENCES texts(text_id),
  constraint ratings_attitude_check CHECK (((attitude >= 1) AND (attitude <= 5))),
  constraint ratings_check CHECK ((score = (4 * ((((quality + "time") + price) + attitude) + compliance)))),
  constraint ratings_compliance_check CHECK (((compliance >= 1) AND (compliance <= 5))),
  constraint ratings_judge_check CHECK ((judge = ANY (ARRAY['owner'::text, 'regulator'::text, 'centre'::text]))),
  constraint ratings_price_check CHECK (((price >= 1) AND (price <= 5))),
  constraint ratings_quality_check CHECK (((quality >= 1) AND (quality <= 5))),
  constraint ratings_time_check CHECK ((("time" >= 1) AND ("time" <= 5)))
);
CREATE INDEX ratings_by_agency ON intermediary_market.ratings USING btree (agency_no);
comment on table ratings is 'What the judges think of an agency''s accepted work: one each. Written once.';
comment on column ratings.score is '20 to 100: the mean of the stars, five being 100';
grant insert, select on ratings to intermediary_market;

create table tenders (
  commission_no text not null,
  round integer not null,
  way text not null,
  is_urgent boolean not null,
  published_by text not null,
  published_at timestamp with time zone not null,
  closes_at timestamp with time zone not null,
  seed_hash text not null,
  secret_id text not null,
  wrapped_key bytea not null,
  sealed_seed bytea not null,
  seed text,
  outcome text,
  ended_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint tenders_pkey PRIMARY KEY (commission_no, round),
  constraint tenders_commission_no_fkey FOREIGN KEY (commission_no) REFERENCES commissions(commission_no),
  constraint tenders_check CHECK ((closes_at > published_at)),
  constraint tenders_check1 CHECK (((outcome IS NULL) = (ended_at IS NULL))),
  constraint tenders_outcome_check CHECK ((outcome = ANY (ARRAY['ranked'::text, 'failed'::text, 'cancelled'::text]))),
  constraint tenders_round_check CHECK ((round > 0)),
  constraint tenders_seed_hash_check CHECK ((seed_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint tenders_way_check CHECK ((way = ANY (ARRAY['lowest-price'::text, 'comparison'::text, 'random'::text])))
);
comment on table tenders is 'Published tenders: until when bids are taken, and with what they are sealed.';
comment on column tenders.seed_hash is 'SHA-256 of the seed of a random draw, published with the notice';
comment on column tenders.secret_id is 'tells which secret, kept outside of the database, has wrapped the key';
comment on column tenders.wrapped_key is 'the key of this tender, unreadable without that secret';
comment on column tenders.seed is 'shown when the tender is closed';
grant insert, select on tenders to intermediary_market;
grant update (seed, outcome, ended_at) on tenders to intermediary_market;

create table texts (
  text_id uuid not null default gen_random_uuid(),
  author text not null,
  body text not null,
  created_at timestamp with time zone not null default now(),
  constraint texts_pkey PRIMARY KEY (text_id)
);
comment on table texts is 'What people wrote; it stays in the market and never enters a message. Written once.';
comment on column texts.author is 'opaque subject id';
grant insert, select on texts to intermediary_market;

create table unfiled_objects (
  storage_key text not null,
  created_at timestamp with time zone not null default now(),
  constraint unfiled_objects_pkey PRIMARY KEY (storage_key)
);
comment on table unfiled_objects is 'Keys of the storage of files under which content was begun to be written, until the row that names it is there. What stays here too long was left behind by a crash, and is removed.';
grant delete, insert, select on unfiled_objects to intermediary_market;

create table unsent_notices (
  no bigint not null,
  created_at timestamp with time zone not null default now(),
  constraint unsent_notices_pkey PRIMARY KEY (no),
  constraint unsent_notices_no_fkey FOREIGN KEY (no) REFERENCES notices(no)
);
comment on table unsent_notices is 'Notices that the channels have not been given yet; a row goes when they have.';
grant delete, insert, select on unsent_notices to intermediary_market;

create table webhook_secrets (
  webhook_id text not null,
  secret text not null,
  ends_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint webhook_secrets_pkey PRIMARY KEY (webhook_id, secret),
  constraint webhook_secrets_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES webhooks(webhook_id),
  constraint webhook_secrets_secret_check CHECK ((secret ~ '^whsec_'::text))
);
comment on table webhook_secrets is 'The keys messages are signed with. No answer and no log shows one again; whoever reads this table can forge messages.';
comment on column webhook_secrets.ends_at is 'of a replaced one: until then messages are signed with it as well';
grant delete, insert, select on webhook_secrets to intermediary_market;
grant update (ends_at) on webhook_secrets to intermediary_market;

create table webhooks (
  webhook_id text not null,
  url text not null,
  roles text[],
  bounds text[],
  registered_by text not null,
  ended_by text,
  ended_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint webhooks_pkey PRIMARY KEY (webhook_id),
  constraint webhooks_check CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  constraint webhooks_url_check CHECK ((length(url) <= 500)),
  constraint webhooks_webhook_id_check CHECK ((webhook_id ~ '^wh_[0-9a-f]{32}$'::text))
);
comment on table webhooks is 'Where notices are posted to, as administrators have registered it. Never changed but ended.';
comment on column webhooks.roles is 'only what is addressed to one of these roles; null: to any';
comment on column webhooks.bounds is 'only what is addressed to one of these departments, USCCs or agents; null: to any';
grant insert, select on webhooks to intermediary_market;
grant update (ended_by, ended_at) on webhooks to intermediary_market;
