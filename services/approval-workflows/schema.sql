-- The schema approval_workflows: what its migrations add up to. Printed by `npm run schema`; not to be edited.

grant usage on schema approval_workflows to approval_workflows;
grant usage on schema approval_workflows to intake;
grant usage on schema approval_workflows to intermediary_market;

CREATE OR REPLACE FUNCTION approval_workflows.published_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.published_at is not null
     and (new.version, new.published_through, new.off, new.work, new.names, new.published_at)
     is distinct from (old.version, old.published_through, old.off, old.work, old.names, old.published_at) then
    raise exception 'calendar % is published and never changes', old.version;
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION approval_workflows.queue_notices()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'approval_workflows'
AS $function$
begin
  insert into unsent_notices (no) select a.no from added a;
  return null;
end $function$;

create table amendments (
  no integer not null generated always as identity,
  order_no text not null,
  step text not null,
  task text not null,
  department text not null,
  kind text not null,
  by text not null,
  at timestamp with time zone not null,
  text_id text not null,
  verdict text,
  decided_by text,
  decided_at timestamp with time zone,
  decision_text_id text,
  created_at timestamp with time zone not null default now(),
  constraint amendments_pkey PRIMARY KEY (no),
  constraint amendments_decision_text_id_fkey FOREIGN KEY (decision_text_id) REFERENCES texts(text_id),
  constraint amendments_order_no_fkey FOREIGN KEY (order_no) REFERENCES orders(order_no),
  constraint amendments_text_id_fkey FOREIGN KEY (text_id) REFERENCES texts(text_id),
  constraint amendments_check CHECK ((decided_by <> by)),
  constraint amendments_check1 CHECK ((((verdict IS NULL) = (decided_at IS NULL)) AND ((verdict IS NULL) = (decided_by IS NULL)))),
  constraint amendments_kind_check CHECK ((kind = ANY (ARRAY['correction'::text, 'revocation'::text]))),
  constraint amendments_verdict_check CHECK ((verdict = ANY (ARRAY['grant'::text, 'deny'::text])))
);
CREATE INDEX amendments_of_order ON approval_workflows.amendments USING btree (order_no);
CREATE UNIQUE INDEX amendments_revoked ON approval_workflows.amendments USING btree (order_no, task) WHERE ((kind = 'revocation'::text) AND (verdict = 'grant'::text));
CREATE UNIQUE INDEX amendments_waiting ON approval_workflows.amendments USING btree (order_no, task) WHERE (verdict IS NULL);
comment on table amendments is 'Corrections and revocations of issued results, proposed by a department and granted or denied by its head.';
grant insert, select on amendments to approval_workflows;
grant update (verdict, decided_by, decided_at, decision_text_id) on amendments to approval_workflows;

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
CREATE INDEX audit_by_person ON approval_workflows.audit USING btree (who, answered_at);
CREATE INDEX audit_newest ON approval_workflows.audit USING btree (answered_at);
comment on table audit is 'Every write and every refused attempt, with its outcome. Append-only.';
comment on column audit.line_id is 'made before it is sent, so that a line sent twice is there once';
comment on column audit.who is 'the subject id of the token; null when there was no valid one';
comment on column audit.what is 'the audit name of the route';
comment on column audit.problem is 'the type of the problem it was answered with';
grant insert, select on audit to approval_workflows;

create table broken_promises (
  order_no text not null,
  task text not null,
  step text not null,
  uscc text not null,
  kind text not null,
  broken_at timestamp with time zone not null,
  repaired_at timestamp with time zone,
  repaired_by text,
  repair_text_id text,
  created_at timestamp with time zone not null default now(),
  constraint broken_promises_pkey PRIMARY KEY (order_no, task),
  constraint broken_promises_order_no_fkey FOREIGN KEY (order_no) REFERENCES orders(order_no),
  constraint broken_promises_repair_text_id_fkey FOREIGN KEY (repair_text_id) REFERENCES texts(text_id),
  constraint broken_promises_check CHECK (((repaired_at IS NULL) = (repaired_by IS NULL))),
  constraint broken_promises_check1 CHECK (((repaired_at IS NULL) = (repair_text_id IS NULL))),
  constraint broken_promises_kind_check CHECK ((kind = ANY (ARRAY['promise'::text, 'commitment'::text])))
);
CREATE INDEX broken_promises_newest ON approval_workflows.broken_promises USING btree (broken_at);
CREATE INDEX broken_promises_that_bar ON approval_workflows.broken_promises USING btree (uscc, broken_at) WHERE (repaired_at IS NULL);
comment on table broken_promises is 'Papers that enterprises promised and did not bring, and commitments whose result was revoked: until a supervisor repairs it the enterprise can promise and commit nowhere.';
comment on column broken_promises.uscc is 'the enterprise that had promised, as its order names it';
comment on column broken_promises.repair_text_id is 'why it was repaired';
grant insert, select on broken_promises to approval_workflows;
grant update (repaired_at, repaired_by, repair_text_id) on broken_promises to approval_workflows;

create view calendar_in_force as
 SELECT version,
    published_through,
    off,
    work
   FROM calendars c
  WHERE (published_at IS NOT NULL)
  ORDER BY published_at DESC, version DESC
 LIMIT 1;
comment on view calendar_in_force is 'The working days that count today. Other services read it where they own something that is due.';
grant select on calendar_in_force to approval_workflows;
grant select on calendar_in_force to intake;
grant select on calendar_in_force to intermediary_market;

create table calendar_moves (
  order_no text not null,
  to_version text not null,
  from_version text not null,
  moved_at timestamp with time zone not null,
  changes jsonb not null,
  created_at timestamp with time zone not null default now(),
  constraint calendar_moves_pkey PRIMARY KEY (order_no, to_version),
  constraint calendar_moves_from_version_fkey FOREIGN KEY (from_version) REFERENCES calendars(version),
  constraint calendar_moves_order_no_fkey FOREIGN KEY (order_no) REFERENCES orders(order_no),
  constraint calendar_moves_to_version_fkey FOREIGN KEY (to_version) REFERENCES calendars(version)
);
CREATE INDEX calendar_moves_by_version ON approval_workflows.calendar_moves USING btree (to_version);
comment on table calendar_moves is 'Which calendar version moved an open order, when, and what it changed. Append-only.';
comment on column calendar_moves.changes is 'due day, light and provisional mark of order and steps before and after, where they differ';
grant insert, select on calendar_moves to approval_workflows;

create table calendars (
  version text not null,
  published_through date not null,
  off date[] not null,
  work date[] not null,
  published_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  names jsonb not null default '{}'::jsonb,
  total integer,
  constraint calendars_pkey PRIMARY KEY (version),
  constraint calendars_total_check CHECK ((total >= 0))
);
CREATE TRIGGER published_stays BEFORE UPDATE ON approval_workflows.calendars FOR EACH ROW EXECUTE FUNCTION published_stays();
comment on table calendars is 'Working-day calendars by version; one that is published never changes. New orders take the newest.';
comment on column calendars.published_at is 'null while the version is a draft';
comment on column calendars.names is 'the holiday of each day off and of each make-up day, by its code';
comment on column calendars.total is 'the open orders that were to be moved when the version was published';
grant insert, select on calendars to approval_workflows;
grant update (published_through, off, work, published_at, names, total) on calendars to approval_workflows;

create table case_attachments (
  case_no text not null,
  no integer not null,
  request_key text not null,
  name text not null,
  media_type text not null,
  bytes integer not null,
  sha256 text not null,
  storage_key text not null,
  given_by text not null,
  given_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  constraint case_attachments_pkey PRIMARY KEY (case_no, no),
  constraint case_attachments_request_key_key UNIQUE (request_key),
  constraint case_attachments_storage_key_key UNIQUE (storage_key),
  constraint case_attachments_case_no_fkey FOREIGN KEY (case_no) REFERENCES cases(case_no),
  constraint case_attachments_bytes_check CHECK (((bytes >= 1) AND (bytes <= 20971520))),
  constraint case_attachments_media_type_check CHECK ((media_type = ANY (ARRAY['application/pdf'::text, 'image/jpeg'::text, 'image/png'::text]))),
  constraint case_attachments_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
  constraint case_attachments_no_check CHECK (((no >= 1) AND (no <= 20))),
  constraint case_attachments_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);
comment on table case_attachments is 'Files that were given with a case, at most twenty; the content is in the storage of files.';
comment on column case_attachments.no is 'the number of the file among those of its case';
comment on column case_attachments.request_key is 'of the request that gave it: a repetition finds it';
comment on column case_attachments.name is 'as it is called when it is downloaded';
comment on column case_attachments.sha256 is 'of the content, as it was declared and found';
comment on column case_attachments.given_by is 'the subject id of who gave it';
grant insert, select on case_attachments to approval_workflows;

create table case_contacts (
  case_no text not null,
  tracking_code text not null,
  name text,
  phone text,
  address text,
  erased_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint case_contacts_pkey PRIMARY KEY (case_no),
  constraint case_contacts_case_no_fkey FOREIGN KEY (case_no) REFERENCES cases(case_no),
  constraint case_contacts_check CHECK (((name IS NULL) = (phone IS NULL))),
  constraint case_contacts_check1 CHECK (((address IS NULL) OR (name IS NOT NULL))),
  constraint case_contacts_check2 CHECK (((erased_at IS NULL) OR (name IS NULL))),
  constraint case_contacts_tracking_code_check CHECK ((tracking_code ~ '^[0-9A-HJKMNP-TV-Z]{12}$'::text))
);
CREATE INDEX case_contacts_kept ON approval_workflows.case_contacts USING btree (case_no) WHERE (name IS NOT NULL);
comment on table case_contacts is 'How the person who reported a case is reached, and the code with which it is tracked without login. The only place of cases with names, phones and addresses: they are shown masked, a read that shows them whole leaves a line in the audit, and they are erased a set time after the case has closed.';
comment on column case_contacts.phone is 'E.164; null where none was left, and once it is erased';
grant insert, select on case_contacts to approval_workflows;
grant update (name, phone, address, erased_at) on case_contacts to approval_workflows;

create table case_phone_failures (
  case_no text not null,
  failures integer not null,
  last_at timestamp with time zone not null,
  locked_until timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint case_phone_failures_pkey PRIMARY KEY (case_no),
  constraint case_phone_failures_failures_check CHECK ((failures >= 0))
);
CREATE INDEX case_phone_failures_old ON approval_workflows.case_phone_failures USING btree (last_at);
comment on table case_phone_failures is 'Attempts to track a number by the end of a phone that failed, also of numbers that do not exist, so that an answer says nothing of that. In real time.';
grant delete, insert, select on case_phone_failures to approval_workflows;
grant update (failures, last_at, locked_until) on case_phone_failures to approval_workflows;

create table case_ratings (
  case_no text not null,
  channel text not null,
  stars smallint not null,
  text_id text,
  by text,
  at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  constraint case_ratings_pkey PRIMARY KEY (case_no, channel),
  constraint case_ratings_case_no_fkey FOREIGN KEY (case_no) REFERENCES cases(case_no),
  constraint case_ratings_text_id_fkey FOREIGN KEY (text_id) REFERENCES texts(text_id),
  constraint case_ratings_channel_check CHECK ((channel = ANY (ARRAY['own'::text, 'tracking'::text, 'call-back'::text]))),
  constraint case_ratings_stars_check CHECK (((stars >= 1) AND (stars <= 5)))
);
CREATE INDEX case_ratings_at ON approval_workflows.case_ratings USING btree (at);
comment on table case_ratings is 'What people think of how a case was handled (好差评): voluntary, one per case and channel.';
comment on column case_ratings.stars is '5 very satisfied, 4 satisfied, 3 fair, 2 not satisfied, 1 not at all';
comment on column case_ratings.by is 'the subject id of who rated it or took it down; null with the tracking code';
grant insert, select on case_ratings to approval_workflows;

create table case_serials (
  day date not null,
  last integer not null,
  created_at timestamp with time zone not null default now(),
  constraint case_serials_pkey PRIMARY KEY (day),
  constraint case_serials_last_check CHECK ((last > 0))
);
comment on table case_serials is 'The last serial of a case number given out per day.';
grant insert, select on case_serials to approval_workflows;
grant update (last) on case_serials to approval_workflows;

create table cases (
  case_no text not null,
  order_no text,
  step text,
  opened_at timestamp with time zone not null,
  generation integer not null default 0,
  seq integer not null default 0,
  level text not null,
  state text not null,
  outcome text,
  proposed_by text,
  closed_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  reopenings integer not null default 0,
  way text not null,
  cause text not null,
  is_urgent boolean not null default false,
  level_since timestamp with time zone not null,
  answered_at timestamp with time zone,
  handler text,
  departments text[] not null default '{}'::text[],
  agencies text[] not null default '{}'::text[],
  commission_no text,
  merged_into text,
  reported_by text,
  uscc text,
  text_id text,
  record jsonb not null,
  calendar_version text not null,
  task text,
  constraint cases_pkey PRIMARY KEY (case_no),
  constraint cases_order_no_step_key UNIQUE (order_no, step),
  constraint cases_calendar_version_fkey FOREIGN KEY (calendar_version) REFERENCES calendars(version),
  constraint cases_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES cases(case_no),
  constraint cases_text_id_fkey FOREIGN KEY (text_id) REFERENCES texts(text_id),
  constraint cases_cause_check CHECK ((cause = ANY (ARRAY['timeout'::text, 'papers'::text, 'policy'::text, 'system'::text, 'shirking'::text, 'agency'::text, 'legacy'::text, 'refusal'::text, 'repeated-visits'::text, 'attitude'::text, 'other'::text]))),
  constraint cases_check CHECK (((closed_at IS NOT NULL) = (state = 'closed'::text))),
  constraint cases_check1 CHECK (((outcome IS NULL) = (state = 'open'::text))),
  constraint cases_level_check CHECK ((level = ANY (ARRAY['L0'::text, 'L1'::text, 'L2'::text, 'L3'::text, 'L4'::text]))),
  constraint cases_of_steps_check CHECK (((step IS NULL) OR (order_no IS NOT NULL))),
  constraint cases_outcome_check CHECK ((outcome = ANY (ARRAY['settled-on-the-spot'::text, 'settled-by-transfer'::text, 'settled-by-coordination'::text, 'settled-conditionally'::text, 'settled-by-agent'::text, 'cannot-by-law'::text, 'out-of-scope'::text, 'withdrawn'::text, 'merged'::text, 'no-longer-due'::text]))),
  constraint cases_reopenings_check CHECK ((reopenings >= 0)),
  constraint cases_state_check CHECK ((state = ANY (ARRAY['open'::text, 'confirming'::text, 'calling-back'::text, 'committed'::text, 'closed'::text]))),
  constraint cases_way_check CHECK ((way = ANY (ARRAY['timeout'::text, 'counter'::text, 'hotline'::text, 'api'::text, 'transfer'::text])))
);
CREATE INDEX cases_newest ON approval_workflows.cases USING btree (opened_at, case_no);
CREATE INDEX cases_not_started ON approval_workflows.cases USING btree (opened_at) WHERE (generation = 0);
CREATE INDEX cases_of_departments ON approval_workflows.cases USING gin (departments);
CREATE INDEX cases_of_orders ON approval_workflows.cases USING btree (order_no) WHERE (order_no IS NOT NULL);
CREATE UNIQUE INDEX cases_of_texts ON approval_workflows.cases USING btree (text_id);
CREATE INDEX cases_unanswered ON approval_workflows.cases USING btree (level, opened_at, case_no) WHERE (answered_at IS NULL);
comment on table cases is 'Cases of the fallback window: of people, and one per step that was late, ever.';
comment on column cases.reopenings is 'how often the case was opened again after it had closed';
comment on column cases.departments is 'those that lead it, are asked, or are held to something';
comment on column cases.agencies is 'the USCC of agencies that are held to something';
comment on column cases.reported_by is 'the subject id of who reported it, or took it down at the counter; null by timeout';
comment on column cases.uscc is 'of the enterprise or agency that reported it';
comment on column cases.text_id is 'what was reported';
comment on column cases.record is 'the whole case as its workflow last wrote it; what other columns say of it serves searches';
comment on column cases.calendar_version is 'by which its days are counted, from its start to its end';
comment on column cases.task is 'of the order: the task that whoever reported the case names';
grant insert, select on cases to approval_workflows;
grant update (order_no, generation, seq, level, state, outcome, proposed_by, closed_at, reopenings, is_urgent, level_since, answered_at, handler, departments, agencies, commission_no, merged_into, record) on cases to approval_workflows;

create table claims (
  no integer not null generated always as identity,
  order_no text not null,
  step text not null,
  task text not null,
  department text not null,
  event integer not null,
  kind text not null,
  recorded_at timestamp with time zone not null,
  claimed_at timestamp with time zone not null,
  working_days integer not null,
  by text not null,
  at timestamp with time zone not null,
  text_id text not null,
  verdict text,
  decided_by text,
  decided_at timestamp with time zone,
  decision_text_id text,
  created_at timestamp with time zone not null default now(),
  constraint claims_pkey PRIMARY KEY (no),
  constraint claims_decision_text_id_fkey FOREIGN KEY (decision_text_id) REFERENCES texts(text_id),
  constraint claims_order_no_fkey FOREIGN KEY (order_no) REFERENCES orders(order_no),
  constraint claims_text_id_fkey FOREIGN KEY (text_id) REFERENCES texts(text_id),
  constraint claims_check CHECK ((decided_by <> by)),
  constraint claims_check1 CHECK ((claimed_at < recorded_at)),
  constraint claims_check2 CHECK ((((verdict IS NULL) = (decided_at IS NULL)) AND ((verdict IS NULL) = (decided_by IS NULL)))),
  constraint claims_verdict_check CHECK ((verdict = ANY (ARRAY['grant'::text, 'deny'::text]))),
  constraint claims_working_days_check CHECK ((working_days >= 0))
);
CREATE INDEX claims_newest ON approval_workflows.claims USING btree (at);
CREATE UNIQUE INDEX claims_of_event ON approval_workflows.claims USING btree (order_no, step, event) WHERE ((verdict IS NULL) OR (verdict = 'grant'::text));
CREATE INDEX claims_waiting ON approval_workflows.claims USING btree (at) WHERE (verdict IS NULL);
comment on table claims is 'Claims after an outage: when an act of a department really happened, granted or denied by a supervisor. No clock follows them.';
comment on column claims.event is 'the number of the act within its step';
comment on column claims.kind is 'the kind of that event';
comment on column claims.recorded_at is 'the instant that the act bears on record';
comment on column claims.working_days is 'from the office day claimed to that on record, by the calendar of the order as it was then';
grant insert, select on claims to approval_workflows;
grant update (verdict, decided_by, decided_at, decision_text_id) on claims to approval_workflows;

create table deliveries (
  no integer not null generated always as identity,
  order_no text not null,
  step text not null,
  task text not null,
  department text not null,
  decided_at timestamp with time zone not null,
  state text not null default 'new'::text,
  way text,
  courier text,
  tracking_no text,
  done_at timestamp with time zone,
  acts integer not null default 0,
  text_id text,
  changed_by text,
  changed_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint deliveries_pkey PRIMARY KEY (no),
  constraint deliveries_order_no_task_key UNIQUE (order_no, task),
  constraint deliveries_order_no_fkey FOREIGN KEY (order_no) REFERENCES orders(order_no),
  constraint deliveries_text_id_fkey FOREIGN KEY (text_id) REFERENCES texts(text_id),
  constraint deliveries_acts_check CHECK ((acts >= 0)),
  constraint deliveries_check CHECK (((done_at IS NULL) = (state <> 'done'::text))),
  constraint deliveries_check1 CHECK (((courier IS NULL) = (tracking_no IS NULL))),
  constraint deliveries_check2 CHECK ((((acts = 0) = (changed_at IS NULL)) AND ((acts = 0) = (changed_by IS NULL)))),
  constraint deliveries_state_check CHECK ((state = ANY (ARRAY['new'::text, 'ongoing'::text, 'done'::text, 'cancelled'::text]))),
  constraint deliveries_way_check CHECK ((way = ANY (ARRAY['counter'::text, 'courier'::text])))
);
CREATE INDEX deliveries_open ON approval_workflows.deliveries USING btree (department, decided_at) WHERE (state <> 'done'::text);
CREATE INDEX deliveries_undone ON approval_workflows.deliveries USING btree (decided_at) WHERE (state <> 'done'::text);
comment on table deliveries is 'The handing over of each result that was issued, born with its decision. Its limit is counted from decided_at on read; proof ends it.';
comment on column deliveries.way is 'how it was handed over, or is on its way; null before';
comment on column deliveries.acts is 'acts so far; each is an event of this number';
comment on column deliveries.text_id is 'of the newest act: the proof, or why it was cancelled';
grant insert, select on deliveries to approval_workflows;
grant update (state, way, courier, tracking_no, done_at, acts, text_id, changed_by, changed_at) on deliveries to approval_workflows;

create table delivery_wishes (
  order_no text not null,
  way text not null,
  recipient text,
  phone text,
  address text,
  by text not null,
  at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  constraint delivery_wishes_pkey PRIMARY KEY (order_no),
  constraint delivery_wishes_order_no_fkey FOREIGN KEY (order_no) REFERENCES orders(order_no),
  constraint delivery_wishes_check CHECK ((((recipient IS NULL) = (address IS NULL)) AND ((phone IS NULL) = (address IS NULL)))),
  constraint delivery_wishes_check1 CHECK (((way = 'courier'::text) OR (address IS NULL))),
  constraint delivery_wishes_way_check CHECK ((way = ANY (ARRAY['counter'::text, 'courier'::text])))
);
comment on table delivery_wishes is 'How an applicant wants what an order issues. The only table here with names, phones and addresses: a read that shows them whole leaves a line in the audit, and they are erased a set time after the order has closed.';
grant insert, select on delivery_wishes to approval_workflows;
grant update (way, recipient, phone, address, by, at) on delivery_wishes to approval_workflows;

create view ended_orders as
 SELECT o.order_no,
    o.project_code,
    o.uscc,
    o.track,
    o.budget_days,
    o.plan,
    o.carried,
    o.received_at,
    o.closed_at,
    o.outcome,
    c.version AS calendar_version,
    c.published_through,
    c.off,
    c.work,
    ( SELECT COALESCE(jsonb_agg(jsonb_build_object('code', s.step, 'openedAt', ((EXTRACT(epoch FROM s.opened_at) * (1000)::numeric))::bigint, 'closedAt', ((EXTRACT(epoch FROM s.closed_at) * (1000)::numeric))::bigint, 'outcome', s.outcome, 'tasks', ( SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object('code', t.task, 'kind', t.kind, 'department', t.department, 'category', t.category, 'budget', t.budget_days, 'state', t.state)) ORDER BY t."position") AS jsonb_agg
                   FROM tasks t
                  WHERE ((t.order_no = s.order_no) AND (t.step = s.step))), 'ledger', ( SELECT COALESCE(jsonb_agg(jsonb_build_object('at', ((EXTRACT(epoch FROM l.at) * (1000)::numeric))::bigint, 'bucket', l.bucket, 'task', l.task, 'event', l.event, 'because', l.because) ORDER BY l.line_no), '[]'::jsonb) AS "coalesce"
                   FROM ledger_changes l
                  WHERE ((l.order_no = s.order_no) AND (l.step = s.step) AND (l.generation = s.generation))))), '[]'::jsonb) AS "coalesce"
           FROM steps s
          WHERE (s.order_no = o.order_no)) AS steps,
    ( SELECT COALESCE(jsonb_agg(a.task), '[]'::jsonb) AS "coalesce"
           FROM amendments a
          WHERE ((a.order_no = o.order_no) AND (a.kind = 'revocation'::text) AND (a.verdict = 'grant'::text))) AS revoked
   FROM (orders o
     JOIN calendars c ON ((c.version = o.calendar_version)))
  WHERE (o.closed_at IS NOT NULL);
comment on view ended_orders is 'Orders that have ended, as the rules of carried days count them: ledgers and tasks, nothing of a person. Intake previews the next order of a project from them.';
grant select on ended_orders to approval_workflows;
grant select on ended_orders to intake;

create table events (
  workflow_id text not null,
  generation integer not null,
  seq integer not null,
  order_no text,
  step text,
  case_no text,
  at timestamp with time zone not null,
  kind text not null,
  by text,
  detail jsonb not null,
  created_at timestamp with time zone not null default now(),
  constraint events_pkey PRIMARY KEY (workflow_id, generation, seq)
);
CREATE INDEX events_by_order ON approval_workflows.events USING btree (order_no, at);
CREATE INDEX events_of_cases ON approval_workflows.events USING btree (case_no, generation, seq) WHERE (case_no IS NOT NULL);
CREATE INDEX events_of_departments ON approval_workflows.events USING btree (at) WHERE (kind = ANY (ARRAY['review'::text, 'check'::text, 'accept-papers'::text, 'ask-supplement'::text, 'request'::text, 'end-stop'::text, 'announce'::text]));
CREATE INDEX events_with_note ON approval_workflows.events USING btree (order_no) WHERE ((detail ->> 'note'::text) IS NOT NULL);
comment on table events is 'What happened, by workflow and number, with the instant it bears and the subject id of who did it. Append-only.';
grant insert, select on events to approval_workflows;

create table former_plans (
  order_no text not null,
  generation integer not null,
  seq integer not null,
  plan jsonb not null,
  created_at timestamp with time zone not null default now(),
  constraint former_plans_pkey PRIMARY KEY (order_no, generation, seq),
  constraint former_plans_order_no_fkey FOREIGN KEY (order_no) REFERENCES orders(order_no),
  constraint former_plans_generation_check CHECK ((generation > 0)),
  constraint former_plans_seq_check CHECK ((seq > 0))
);
comment on table former_plans is 'The plan an order had before a change of its track, by the number of the event that says who changed it and when. Append-only.';
grant insert, select on former_plans to approval_workflows;

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
CREATE INDEX idempotency_keys_created_at ON approval_workflows.idempotency_keys USING btree (created_at);
comment on table idempotency_keys is 'Writes by key: a repetition gets the first answer, byte by byte; rows are forgotten after 24 hours';
comment on column idempotency_keys.request_key is 'sha256 of caller, verb, path and Idempotency-Key';
comment on column idempotency_keys.fingerprint is 'sha256 of the canonical body and query: another one under the same key is refused';
comment on column idempotency_keys.answer is 'the text of the body as sent; null while the write has not been answered';
grant delete, insert, select, update on idempotency_keys to approval_workflows;

create table ledger_changes (
  order_no text not null,
  step text not null,
  line_no integer not null,
  at timestamp with time zone not null,
  bucket text not null,
  task text not null,
  event integer not null,
  because text not null,
  created_at timestamp with time zone not null default now(),
  generation integer not null default 1,
  constraint ledger_changes_pkey PRIMARY KEY (order_no, step, generation, line_no),
  constraint ledger_changes_order_no_step_fkey FOREIGN KEY (order_no, step) REFERENCES steps(order_no, step),
  constraint ledger_changes_bucket_check CHECK ((bucket = ANY (ARRAY['GOV'::text, 'AGENCY'::text, 'OWNER'::text, 'EXCLUDED'::text]))),
  constraint ledger_changes_line_no_check CHECK ((line_no > 0))
);
comment on table ledger_changes is 'Who had the ball from when on: the lines every clock is counted from. Append-only.';
comment on column ledger_changes.generation is 'that of the row of the step when the line was written; only the newest counts';
grant insert, select on ledger_changes to approval_workflows;

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
CREATE INDEX notice_items_by_message ON approval_workflows.notice_items USING btree (message_id);
CREATE INDEX notice_items_loose ON approval_workflows.notice_items USING btree (channel, receiver) WHERE (message_id IS NULL);
comment on table notice_items is 'Which notices a receiver is sent, and in which message; null while it is in none.';
comment on column notice_items.addressees is 'those of the notice that the receiver hears of; of agents those with a mandate in force when it was given';
grant delete, insert, select on notice_items to approval_workflows;
grant update (message_id) on notice_items to approval_workflows;

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
CREATE INDEX notice_messages_by_receiver ON approval_workflows.notice_messages USING btree (channel, receiver, seq);
CREATE INDEX notice_messages_sent ON approval_workflows.notice_messages USING btree (sent_at);
CREATE INDEX notice_messages_unsent ON approval_workflows.notice_messages USING btree (channel, receiver, seq) WHERE (sent_at IS NULL);
comment on table notice_messages is 'What was or is to be sent to a receiver: notices gathered into one message. In real time, and in order for each subject.';
comment on column notice_messages.subjects is 'the orders, or what else its notices are about: a later message about one of them waits for this one';
comment on column notice_messages.failing_since is 'the first failure since it was last to be sent';
comment on column notice_messages.status is 'of a failure that is an answer: its HTTP status';
comment on column notice_messages.remark is 'why it counts as sent though nobody has it';
grant delete, insert, select on notice_messages to approval_workflows;
grant update (not_before, attempts, failing_since, failure, status, sent_at, remark) on notice_messages to approval_workflows;

create table notice_readings (
  no bigint not null,
  subject text not null,
  read_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  constraint notice_readings_pkey PRIMARY KEY (subject, no),
  constraint notice_readings_no_fkey FOREIGN KEY (no) REFERENCES notices(no)
);
comment on table notice_readings is 'Who has read which notice, and when first. Append-only.';
grant insert, select on notice_readings to approval_workflows;

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
grant insert, select on notice_receivers to approval_workflows;
grant update (gathered_at, claim, claimed_until, ended_at) on notice_receivers to approval_workflows;

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
CREATE INDEX notices_by_addressee ON approval_workflows.notices USING gin (addressees);
CREATE TRIGGER queue_notices AFTER INSERT ON approval_workflows.notices REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_notices();
comment on table notices is 'What people are told, each notice with the write that caused it. Codes and numbers only: no names, no texts. Append-only.';
comment on column notices.cause is 'what was written, by its own number: a repetition of the write adds nothing';
comment on column notices.by is 'the subject id of who did it, who is not told';
comment on column notices.addressees is 'role and what bounds it, each as role:department, role:uscc, agent:subject; role: alone for those who oversee all';
comment on column notices.project_code is 'an agent is told only while a mandate for it is in force; null where none is needed';
grant insert, select on notices to approval_workflows;

create table orders (
  order_no text not null,
  project_code text not null,
  uscc text not null,
  agent_id text not null,
  track text not null,
  budget_days integer not null,
  plan jsonb not null,
  calendar_version text not null,
  rules_version integer not null,
  received_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  outcome text,
  revision bigint not null default 0,
  delivered_reading jsonb,
  created_at timestamp with time zone not null default now(),
  generation integer not null default 1,
  run_id text,
  carried jsonb,
  constraint orders_pkey PRIMARY KEY (order_no),
  constraint orders_calendar_version_fkey FOREIGN KEY (calendar_version) REFERENCES calendars(version),
  constraint orders_budget_days_check CHECK (((budget_days >= 13) AND (budget_days <= 80))),
  constraint orders_check CHECK (((closed_at IS NULL) = (outcome IS NULL))),
  constraint orders_generation_check CHECK ((generation > 0)),
  constraint orders_outcome_check CHECK ((outcome = ANY (ARRAY['approved'::text, 'refused'::text, 'withdrawn'::text, 'not-accepted'::text, 'not-supplied'::text]))),
  constraint orders_track_check CHECK ((track = ANY (ARRAY['80'::text, '50'::text, '30'::text])))
);
CREATE INDEX orders_by_enterprise ON approval_workflows.orders USING btree (uscc);
CREATE INDEX orders_by_project ON approval_workflows.orders USING btree (project_code);
CREATE INDEX orders_newest ON approval_workflows.orders USING btree (received_at, order_no);
CREATE INDEX orders_open ON approval_workflows.orders USING btree (received_at) WHERE (closed_at IS NULL);
CREATE INDEX orders_open_by_calendar ON approval_workflows.orders USING btree (calendar_version, order_no) WHERE (closed_at IS NULL);
comment on table orders is 'Orders as their workflow approveOrder has them on record.';
comment on column orders.uscc is 'the enterprise; bounds what an enterprise sees';
comment on column orders.agent_id is 'who follows the order now: replaced by its workflow, with an event on record';
comment on column orders.plan is 'by which the order goes now: since a change of its track, the tasks of the project initiation are those it opened with';
comment on column orders.revision is 'counts the readings of the order clock that were sent to its workflow';
comment on column orders.delivered_reading is 'the reading last delivered to its workflow: light, due day, next mark';
comment on column orders.generation is 'of its projection: a new run of its workflow, and each repair, writes under the next one';
comment on column orders.run_id is 'the run of its workflow that registered it; null in rows from before there was this column';
comment on column orders.carried is 'days taken over from an earlier order of the project, by value as it was registered: the number of that order, and days by bucket; null where none were';
grant insert, select on orders to approval_workflows;
grant update (agent_id, track, budget_days, plan, calendar_version, closed_at, outcome, revision, delivered_reading, generation, run_id, carried) on orders to approval_workflows;

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
grant delete, insert, select, update on rate_limits to approval_workflows;

create table steps (
  order_no text not null,
  step text not null,
  generation integer not null,
  seq integer not null,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  outcome text,
  stops jsonb not null default '[]'::jsonb,
  created_at timestamp with time zone not null default now(),
  constraint steps_pkey PRIMARY KEY (order_no, step),
  constraint steps_order_no_fkey FOREIGN KEY (order_no) REFERENCES orders(order_no),
  constraint steps_check CHECK (((closed_at IS NULL) = (outcome IS NULL))),
  constraint steps_outcome_check CHECK ((outcome = ANY (ARRAY['approved'::text, 'refused'::text, 'withdrawn'::text, 'not-accepted'::text, 'not-supplied'::text]))),
  constraint steps_step_check CHECK ((step = ANY (ARRAY['project-initiation'::text, 'planning'::text, 'environmental-assessment'::text, 'fire-safety'::text, 'construction-permit'::text])))
);
CREATE INDEX steps_open ON approval_workflows.steps USING btree (order_no, step) WHERE (closed_at IS NULL);
CREATE INDEX steps_stopped ON approval_workflows.steps USING btree (order_no) WHERE (stops <> '[]'::jsonb);
comment on table steps is 'Steps that have opened, as their workflow approvalStep has them on record.';
comment on column steps.seq is 'the number of the newest event that the row knows; a row only moves forward';
grant insert, select on steps to approval_workflows;
grant update (generation, seq, closed_at, outcome, stops) on steps to approval_workflows;

create table supplies (
  order_no text not null,
  task text not null,
  asked_at timestamp with time zone not null,
  at timestamp with time zone not null,
  by text not null,
  text_id text not null,
  sent_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint supplies_pkey PRIMARY KEY (order_no, task, asked_at),
  constraint supplies_order_no_fkey FOREIGN KEY (order_no) REFERENCES orders(order_no),
  constraint supplies_text_id_fkey FOREIGN KEY (text_id) REFERENCES texts(text_id)
);
CREATE INDEX supplies_unsent ON approval_workflows.supplies USING btree (at) WHERE (sent_at IS NULL);
comment on table supplies is 'What applicants supplied when papers were asked for, on record before its step is notified: its instant decides whether it was in time.';
comment on column supplies.asked_at is 'the instant of the notice it answers';
comment on column supplies.sent_at is 'when its step had taken it or needed it no more; null while it is still to be sent';
grant insert, select on supplies to approval_workflows;
grant update (sent_at) on supplies to approval_workflows;

create table tasks (
  order_no text not null,
  step text not null,
  task text not null,
  position smallint not null,
  kind text not null,
  department text,
  category text,
  budget_days integer not null,
  state text not null,
  opened_at timestamp with time zone,
  closed_at timestamp with time zone,
  reviewer text,
  opinion text,
  due_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  counter jsonb not null default '{"opinions": [], "requests": [], "extension": null, "acceptance": null, "supplements": [], "publicNotice": null}'::jsonb,
  constraint tasks_pkey PRIMARY KEY (order_no, step, task),
  constraint tasks_order_no_step_fkey FOREIGN KEY (order_no, step) REFERENCES steps(order_no, step),
  constraint tasks_budget_days_check CHECK ((budget_days >= 0)),
  constraint tasks_check CHECK (((department IS NOT NULL) = (kind = 'review'::text))),
  constraint tasks_check1 CHECK (((category IS NOT NULL) = (kind = 'commission'::text))),
  constraint tasks_department_check CHECK ((department = ANY (ARRAY['DRC'::text, 'ASC'::text, 'NRP'::text, 'EEB'::text, 'FRD'::text, 'HCB'::text]))),
  constraint tasks_kind_check CHECK ((kind = ANY (ARRAY['review'::text, 'commission'::text]))),
  constraint tasks_opinion_check CHECK ((opinion = ANY (ARRAY['approve'::text, 'refuse'::text, 'not-accept'::text]))),
  constraint tasks_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'reviewing'::text, 'checking'::text, 'supplementing'::text, 'withheld'::text, 'briefing'::text, 'bidding'::text, 'selecting'::text, 'contracting'::text, 'awaiting-inputs'::text, 'working'::text, 'delivered'::text, 'done'::text, 'closed'::text])))
);
CREATE INDEX tasks_by_department ON approval_workflows.tasks USING btree (department, due_at, order_no, task) WHERE (state = ANY (ARRAY['reviewing'::text, 'checking'::text]));
CREATE INDEX tasks_opened ON approval_workflows.tasks USING btree (opened_at, order_no, task) WHERE (opened_at IS NOT NULL);
CREATE INDEX tasks_promised ON approval_workflows.tasks USING btree (order_no, task) WHERE ((closed_at IS NULL) AND (counter ? 'promises'::text));
comment on table tasks is 'The tasks of steps that have opened.';
comment on column tasks.reviewer is 'the subject id of the person whose opinion waits for the check of another';
comment on column tasks.due_at is 'closing time of the due day as of the last event; null while the task waits or is paused';
comment on column tasks.counter is 'what happened to it at the counter: acceptance, supplements, requests, extension, opinions, public notice';
grant insert, select on tasks to approval_workflows;
grant update (state, opened_at, closed_at, reviewer, opinion, due_at, counter) on tasks to approval_workflows;

create table texts (
  text_id text not null,
  body text not null,
  by text not null,
  created_at timestamp with time zone not null default now(),
  legal_basis text,
  remedy text,
  lines jsonb,
  corrected text,
  alternative text,
  where_to text,
  constraint texts_pkey PRIMARY KEY (text_id)
);
comment on table texts is 'What people wrote: opinions, reasons, notes. Workflows carry only the id. Never changed; removed only with the refusal of what it was written for.';
comment on column texts.legal_basis is 'of a refusal: the law it rests on';
comment on column texts.remedy is 'of a refusal: what the applicant can do about it';
comment on column texts.lines is 'of a supplement: what is missing, line by line, each with its code where it has one';
comment on column texts.corrected is 'of a correction: what the result should say';
comment on column texts.alternative is 'of what cannot be done by law: what can be done instead';
comment on column texts.where_to is 'of what is out of scope: where to go';
grant delete, insert, select on texts to approval_workflows;

create table unfiled_objects (
  storage_key text not null,
  created_at timestamp with time zone not null default now(),
  constraint unfiled_objects_pkey PRIMARY KEY (storage_key)
);
comment on table unfiled_objects is 'Keys of the storage of files under which content was begun to be written, until the row that names it is there. What stays here too long was left behind by a crash, and is removed.';
grant delete, insert, select on unfiled_objects to approval_workflows;

create table unsent_notices (
  no bigint not null,
  created_at timestamp with time zone not null default now(),
  constraint unsent_notices_pkey PRIMARY KEY (no),
  constraint unsent_notices_no_fkey FOREIGN KEY (no) REFERENCES notices(no)
);
comment on table unsent_notices is 'Notices that the channels have not been given yet; a row goes when they have.';
grant delete, insert, select on unsent_notices to approval_workflows;

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
grant delete, insert, select on webhook_secrets to approval_workflows;
grant update (ends_at) on webhook_secrets to approval_workflows;

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
grant insert, select on webhooks to approval_workflows;
grant update (ended_by, ended_at) on webhooks to approval_workflows;
