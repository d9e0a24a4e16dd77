-- The schema intake: what its migrations add up to. Printed by `npm run schema`; not to be edited.

grant usage on schema intake to approval_workflows;
grant usage on schema intake to intake;
grant usage on schema intake to intermediary_market;

CREATE OR REPLACE FUNCTION intake.queue_notices()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'intake'
AS $function$
begin
  insert into unsent_notices (no) select a.no from added a;
  return null;
end $function$;

create view active_mandates as
 SELECT m.agent_id,
    m.project_code,
    p.uscc,
    m.scopes
   FROM (mandates m
     JOIN projects p ON ((p.code = m.project_code)))
  WHERE ((m.revoked_at IS NULL) AND (m.expires_at > ( SELECT shared.office_now() AS office_now)));
comment on view active_mandates is 'The mandates in force, by business time. Other services read it, so that a revoked mandate ends at once everywhere.';
grant select on active_mandates to approval_workflows;
grant select on active_mandates to intake;
grant select on active_mandates to intermediary_market;

create table agent_replacements (
  order_no text not null,
  seq integer not null,
  request_key text not null,
  former_agent_id text not null,
  agent_id text not null,
  replaced_by text not null,
  replaced_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint agent_replacements_pkey PRIMARY KEY (order_no, seq),
  constraint agent_replacements_request_key_key UNIQUE (request_key),
  constraint agent_replacements_order_no_fkey FOREIGN KEY (order_no) REFERENCES orders(order_no) ON UPDATE CASCADE,
  constraint agent_replacements_check CHECK ((agent_id <> former_agent_id)),
  constraint agent_replacements_seq_check CHECK ((seq > 0))
);
CREATE INDEX agent_replacements_unsent ON intake.agent_replacements USING btree (replaced_at) WHERE (sent_at IS NULL);
comment on table agent_replacements is 'Who took an order over from which agent, numbered from 1, and when its workflow was notified. Append-only but for that.';
comment on column agent_replacements.request_key is 'of the request; a repeated request finds what it did by this';
grant insert, select on agent_replacements to intake;
grant update (sent_at) on agent_replacements to intake;

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
CREATE INDEX audit_by_person ON intake.audit USING btree (who, answered_at);
CREATE INDEX audit_newest ON intake.audit USING btree (answered_at);
comment on table audit is 'Every write and every refused attempt, with its outcome. Append-only.';
comment on column audit.line_id is 'made before it is sent, so that a line sent twice is there once';
comment on column audit.who is 'the subject id of the token; null when there was no valid one';
comment on column audit.what is 'the audit name of the route';
comment on column audit.problem is 'the type of the problem it was answered with';
grant insert, select on audit to intake;

create table contacts (
  subject text not null,
  phone text,
  mail text,
  changed_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  wants_mail boolean not null default false,
  constraint contacts_pkey PRIMARY KEY (subject),
  constraint contacts_subject_fkey FOREIGN KEY (subject) REFERENCES people(subject)
);
comment on table contacts is 'How people are reached. The only table that holds it; a read that shows it whole leaves a line in the audit.';
comment on column contacts.wants_mail is 'whether notices are mailed to the address';
grant insert, select on contacts to intake;
grant update (phone, mail, changed_at, wants_mail) on contacts to intake;

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
CREATE INDEX idempotency_keys_created_at ON intake.idempotency_keys USING btree (created_at);
comment on table idempotency_keys is 'Writes by key: a repetition gets the first answer, byte by byte; rows are forgotten after 24 hours';
comment on column idempotency_keys.request_key is 'sha256 of caller, verb, path and Idempotency-Key';
comment on column idempotency_keys.fingerprint is 'sha256 of the canonical body and query: another one under the same key is refused';
comment on column idempotency_keys.answer is 'the text of the body as sent; null while the write has not been answered';
grant delete, insert, select, update on idempotency_keys to intake;

create view mail_recipients as
 SELECT p.subject,
    c.mail,
    ARRAY( SELECT ((a.role || ':'::text) || a.bound)
           FROM ( SELECT r.role,
                        CASE
                            WHEN (r.role = 'agent'::text) THEN p.subject
                            WHEN (r.role = ANY (ARRAY['enterprise'::text, 'agency'::text])) THEN p.uscc
                            WHEN (r.role = ANY (ARRAY['reviewer'::text, 'checker'::text, 'head'::text])) THEN p.department
                            ELSE ''::text
                        END AS bound
                   FROM unnest(p.roles) r(role)) a
          WHERE (a.bound IS NOT NULL)) AS addressees
   FROM (people p
     JOIN contacts c ON ((c.subject = p.subject)))
  WHERE (p.active AND c.wants_mail AND (c.mail IS NOT NULL));
comment on view mail_recipients is 'Who wants notices by mail, where, and as which addressees. Other services read it when they send a mail, and keep no address.';
grant select on mail_recipients to approval_workflows;
grant select on mail_recipients to intake;
grant select on mail_recipients to intermediary_market;

create table mandates (
  mandate_no text not null,
  agent_id text not null,
  project_code text not null,
  scopes text[] not null,
  granted_by text not null,
  granted_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  revoked_by text,
  created_at timestamp with time zone not null default now(),
  constraint mandates_pkey PRIMARY KEY (mandate_no),
  constraint mandates_project_code_fkey FOREIGN KEY (project_code) REFERENCES projects(code),
  constraint mandates_check CHECK ((expires_at > granted_at)),
  constraint mandates_check1 CHECK (((revoked_at IS NULL) = (revoked_by IS NULL))),
  constraint mandates_scopes_check CHECK (((cardinality(scopes) > 0) AND (scopes <@ ARRAY['order'::text, 'commission'::text])))
);
CREATE INDEX mandates_by_agent ON intake.mandates USING btree (agent_id);
CREATE INDEX mandates_by_project ON intake.mandates USING btree (project_code);
comment on table mandates is 'What an enterprise lets an agent do for one of its projects, until it expires or is revoked.';
comment on column mandates.agent_id is 'the opaque subject id of the agent';
grant insert, select on mandates to intake;
grant update (revoked_at, revoked_by) on mandates to intake;

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
CREATE INDEX notice_items_by_message ON intake.notice_items USING btree (message_id);
CREATE INDEX notice_items_loose ON intake.notice_items USING btree (channel, receiver) WHERE (message_id IS NULL);
comment on table notice_items is 'Which notices a receiver is sent, and in which message; null while it is in none.';
comment on column notice_items.addressees is 'those of the notice that the receiver hears of; of agents those with a mandate in force when it was given';
grant delete, insert, select on notice_items to intake;
grant update (message_id) on notice_items to intake;

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
CREATE INDEX notice_messages_by_receiver ON intake.notice_messages USING btree (channel, receiver, seq);
CREATE INDEX notice_messages_sent ON intake.notice_messages USING btree (sent_at);
CREATE INDEX notice_messages_unsent ON intake.notice_messages USING btree (channel, receiver, seq) WHERE (sent_at IS NULL);
comment on table notice_messages is 'What was or is to be sent to a receiver: notices gathered into one message. In real time, and in order for each subject.';
comment on column notice_messages.subjects is 'the orders, or what else its notices are about: a later message about one of them waits for this one';
comment on column notice_messages.failing_since is 'the first failure since it was last to be sent';
comment on column notice_messages.status is 'of a failure that is an answer: its HTTP status';
comment on column notice_messages.remark is 'why it counts as sent though nobody has it';
grant delete, insert, select on notice_messages to intake;
grant update (not_before, attempts, failing_since, failure, status, sent_at, remark) on notice_messages to intake;

create table notice_readings (
  no bigint not null,
  subject text not null,
  read_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  constraint notice_readings_pkey PRIMARY KEY (subject, no),
  constraint notice_readings_no_fkey FOREIGN KEY (no) REFERENCES notices(no)
);
comment on table notice_readings is 'Who has read which notice, and when first. Append-only.';
grant insert, select on notice_readings to intake;

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
grant insert, select on notice_receivers to intake;
grant update (gathered_at, claim, claimed_until, ended_at) on notice_receivers to intake;

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
CREATE INDEX notices_by_addressee ON intake.notices USING gin (addressees);
CREATE TRIGGER queue_notices AFTER INSERT ON intake.notices REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_notices();
comment on table notices is 'What people are told, each notice with the write that caused it. Codes and numbers only: no names, no texts. Append-only.';
comment on column notices.cause is 'what was written, by its own number: a repetition of the write adds nothing';
comment on column notices.by is 'the subject id of who did it, who is not told';
comment on column notices.addressees is 'role and what bounds it, each as role:department, role:uscc, agent:subject; role: alone for those who oversee all';
comment on column notices.project_code is 'an agent is told only while a mandate for it is in force; null where none is needed';
grant insert, select on notices to intake;

create table orders (
  order_no text not null,
  request_key text not null,
  project_code text not null,
  uscc text not null,
  agent_id text not null,
  track text not null,
  budget_days integer not null,
  plan jsonb not null,
  received_at timestamp with time zone not null,
  started_at timestamp with time zone,
  closed_at timestamp with time zone,
  outcome text,
  state text not null generated always as (
CASE
    WHEN (closed_at IS NOT NULL) THEN 'closed'::text
    WHEN (started_at IS NOT NULL) THEN 'running'::text
    ELSE 'received'::text
END) stored,
  created_at timestamp with time zone not null default now(),
  constraint orders_pkey PRIMARY KEY (order_no),
  constraint orders_request_key_key UNIQUE (request_key),
  constraint orders_project_code_fkey FOREIGN KEY (project_code) REFERENCES projects(code),
  constraint orders_budget_days_check CHECK (((budget_days >= 13) AND (budget_days <= 80))),
  constraint orders_check CHECK (((closed_at IS NULL) = (outcome IS NULL))),
  constraint orders_check1 CHECK (((closed_at IS NULL) OR (started_at IS NOT NULL))),
  constraint orders_outcome_check CHECK ((outcome = ANY (ARRAY['approved'::text, 'refused'::text, 'withdrawn'::text, 'not-accepted'::text, 'not-supplied'::text]))),
  constraint orders_track_check CHECK ((track = ANY (ARRAY['80'::text, '50'::text, '30'::text])))
);
CREATE INDEX orders_by_enterprise ON intake.orders USING btree (uscc);
CREATE INDEX orders_by_project ON intake.orders USING btree (project_code);
CREATE INDEX orders_newest ON intake.orders USING btree (received_at, order_no);
CREATE UNIQUE INDEX orders_one_open_per_project ON intake.orders USING btree (project_code) WHERE (closed_at IS NULL);
CREATE INDEX orders_unstarted ON intake.orders USING btree (received_at, order_no) WHERE (started_at IS NULL);
comment on table orders is 'The receipt of an order: written before its workflow starts, marked when it has started and when it has closed.';
comment on column orders.request_key is 'of the request that opened it; a repeated request finds its order by this';
comment on column orders.budget_days is 'working days to the construction permit';
comment on column orders.plan is 'by which the order goes now: it follows the changes of its track that the workflow has made';
grant insert, select on orders to intake;
grant update (agent_id, track, budget_days, plan, started_at, closed_at, outcome) on orders to intake;

create table papers (
  paper_no text not null,
  request_key text not null,
  project_code text not null,
  kind text not null,
  version integer not null,
  replaces text,
  name text not null,
  number text,
  scope text,
  topics text[] not null default '{}'::text[],
  issued_day date,
  expires_day date,
  media_type text not null,
  bytes bigint not null,
  sha256 text not null,
  storage_key text not null,
  given_by text not null,
  given_at timestamp with time zone not null,
  withdrawn_by text,
  withdrawn_at timestamp with time zone,
  withdrawal_reason_id uuid,
  created_at timestamp with time zone not null default now(),
  uscc text not null,
  from_commission text,
  from_file integer,
  constraint papers_pkey PRIMARY KEY (paper_no),
  constraint papers_of_results UNIQUE (from_commission, from_file),
  constraint papers_replaces_key UNIQUE (replaces),
  constraint papers_request_key_key UNIQUE (request_key),
  constraint papers_storage_key_key UNIQUE (storage_key),
  constraint papers_project_code_fkey FOREIGN KEY (project_code) REFERENCES projects(code),
  constraint papers_replaces_fkey FOREIGN KEY (replaces) REFERENCES papers(paper_no),
  constraint papers_withdrawal_reason_id_fkey FOREIGN KEY (withdrawal_reason_id) REFERENCES texts(text_id),
  constraint papers_bytes_check CHECK ((bytes > 0)),
  constraint papers_check CHECK ((expires_day >= issued_day)),
  constraint papers_check1 CHECK (((withdrawn_at IS NULL) = (withdrawn_by IS NULL))),
  constraint papers_check2 CHECK (((withdrawn_at IS NULL) = (withdrawal_reason_id IS NULL))),
  constraint papers_check3 CHECK (((from_commission IS NULL) = (from_file IS NULL))),
  constraint papers_from_file_check CHECK ((from_file > 0)),
  constraint papers_kind_check CHECK ((kind = ANY (ARRAY['business-licence'::text, 'filing-form'::text, 'truth-statement'::text, 'land-document'::text, 'topographic-map'::text, 'scheme-text'::text, 'site-plan'::text, 'eia-document'::text, 'public-participation'::text, 'fire-application'::text, 'fire-design'::text, 'land-certificate'::text, 'construction-contract'::text, 'staff-list'::text, 'funds-commitment'::text, 'area-evaluation'::text, 'joint-survey'::text, 'other-paper'::text]))),
  constraint papers_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint papers_version_check CHECK ((version > 0))
);
CREATE INDEX papers_of_project ON intake.papers USING btree (project_code, kind, given_at);
CREATE INDEX papers_that_expire ON intake.papers USING btree (expires_day) WHERE (expires_day IS NOT NULL);
comment on table papers is 'What a project has handed in, each once: the content stands in the storage of files under storage_key. A newer version replaces the one it names; nothing is deleted.';
comment on column papers.replaces is 'the earlier version, which no longer counts';
comment on column papers.number is 'the number on the document; an area evaluation and a joint survey have one';
comment on column papers.scope is 'what an area evaluation or a joint survey covers, in words; topics say it in codes';
comment on column papers.expires_day is 'the last day it is valid; null where it does not expire';
comment on column papers.uscc is 'whose paper it is: after a transfer of the project it counts no more, and the new owner does not see it';
comment on column papers.from_commission is 'of an accepted result: the commission it is of, and with from_file the number of the file there; null of what was handed in here';
grant insert, select on papers to intake;
grant update (withdrawn_by, withdrawn_at, withdrawal_reason_id) on papers to intake;

create table people (
  subject text not null,
  name text not null,
  roles text[] not null,
  department text,
  substitute text,
  active boolean not null,
  changed_by text not null,
  changed_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  uscc text,
  constraint people_pkey PRIMARY KEY (subject),
  constraint people_substitute_fkey FOREIGN KEY (substitute) REFERENCES people(subject),
  constraint people_check CHECK ((substitute <> subject)),
  constraint people_department_check CHECK ((department = ANY (ARRAY['DRC'::text, 'ASC'::text, 'NRP'::text, 'EEB'::text, 'FRD'::text, 'HCB'::text]))),
  constraint people_roles_check CHECK (((cardinality(roles) > 0) AND (roles <@ ARRAY['agent'::text, 'enterprise'::text, 'reviewer'::text, 'checker'::text, 'head'::text, 'agency'::text, 'fallback-officer'::text, 'supervisor'::text, 'administrator'::text, 'auditor'::text]))),
  constraint people_subject_check CHECK ((length(subject) <= 100)),
  constraint people_uscc_check CHECK ((length(uscc) <= 18))
);
CREATE INDEX people_by_department ON intake.people USING btree (department, subject);
comment on table people is 'The register of people: whom notices and mandates go to. Rights stay with the token; nobody is removed, only no longer active.';
comment on column people.subject is 'the opaque subject id of the token';
comment on column people.substitute is 'who stands in (A/B role): another person of the register with a role and the department in common';
comment on column people.uscc is 'of people of an enterprise or an agency: whose notices they are mailed';
grant insert, select on people to intake;
grant update (name, roles, department, substitute, active, changed_by, changed_at, uscc) on people to intake;

create table project_changes (
  project_code text not null,
  seq integer not null,
  kind text not null,
  before jsonb not null,
  after jsonb not null,
  reason_id uuid not null,
  changed_by text not null,
  changed_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  constraint project_changes_pkey PRIMARY KEY (project_code, seq),
  constraint project_changes_project_code_fkey FOREIGN KEY (project_code) REFERENCES projects(code),
  constraint project_changes_reason_id_fkey FOREIGN KEY (reason_id) REFERENCES texts(text_id),
  constraint project_changes_kind_check CHECK ((kind = ANY (ARRAY['correction'::text, 'transfer'::text]))),
  constraint project_changes_seq_check CHECK ((seq > 0))
);
comment on table project_changes is 'What was corrected in a project, or to whom it was transferred, numbered from 1, with what stood there before. Append-only.';
comment on column project_changes.before is 'the fields that were changed, as they stood; after as they stand since';
grant insert, select on project_changes to intake;

create view project_papers as
 SELECT p.paper_no,
    p.project_code,
    p.kind,
    p.version,
    p.name,
    p.number,
    p.scope,
    p.topics,
    p.issued_day,
    p.expires_day,
    p.media_type,
    p.bytes,
    p.given_at,
    p.withdrawn_at,
    n.given_at AS replaced_at,
    n.paper_no AS replaced_by
   FROM ((papers p
     JOIN projects j ON (((j.code = p.project_code) AND (j.uscc = p.uscc))))
     LEFT JOIN papers n ON ((n.replaces = p.paper_no)));
comment on view project_papers is 'The papers of projects as other services know them: no content, nothing of a person. A paper counts from given_at until it is replaced, withdrawn or has expired. Each bounds by its own scope whom it shows a paper.';
grant select on project_papers to approval_workflows;
grant select on project_papers to intake;
grant select on project_papers to intermediary_market;

create view project_sheets as
 SELECT code,
    name,
    uscc,
    enterprise_name,
    investment_yuan,
    land_hectares,
    industry,
    registered_at
   FROM projects p;
comment on view project_sheets is 'What other services may know of a project: nothing of a person. Each bounds by its own scope whom it shows a sheet.';
grant select on project_sheets to approval_workflows;
grant select on project_sheets to intake;
grant select on project_sheets to intermediary_market;

create table projects (
  code text not null,
  name text not null,
  uscc text not null,
  enterprise_name text not null,
  investment_yuan bigint not null,
  land_hectares numeric(10,4) not null,
  industry text not null,
  registered_by text not null,
  registered_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  constraint projects_pkey PRIMARY KEY (code),
  constraint projects_investment_yuan_check CHECK ((investment_yuan > 0)),
  constraint projects_land_hectares_check CHECK ((land_hectares >= (0)::numeric))
);
CREATE INDEX projects_by_enterprise ON intake.projects USING btree (uscc);
comment on table projects is 'Investment projects by their national code, with the enterprise that owns each.';
comment on column projects.uscc is 'the unified social credit code of the enterprise; bounds what an enterprise sees';
grant insert, select on projects to intake;
grant update (name, uscc, enterprise_name, investment_yuan, land_hectares, industry) on projects to intake;

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
grant delete, insert, select, update on rate_limits to intake;

create table result_adoptions (
  commission_no text not null,
  file_no integer not null,
  outcome text,
  fault text,
  attempts integer not null default 0,
  not_before timestamp with time zone not null default now(),
  created_at timestamp with time zone not null default now(),
  constraint result_adoptions_pkey PRIMARY KEY (commission_no, file_no),
  constraint result_adoptions_attempts_check CHECK ((attempts >= 0)),
  constraint result_adoptions_fault_check CHECK ((fault = ANY (ARRAY['content-missing'::text, 'failed'::text]))),
  constraint result_adoptions_file_no_check CHECK ((file_no > 0)),
  constraint result_adoptions_outcome_check CHECK ((outcome = ANY (ARRAY['adopted'::text, 'superseded'::text, 'owner-changed'::text])))
);
CREATE INDEX result_adoptions_to_do ON intake.result_adoptions USING btree (not_before) WHERE (outcome IS NULL);
comment on table result_adoptions is 'What became of each file of an accepted result: a row is never deleted, so a paper that was withdrawn does not come back.';
comment on column result_adoptions.outcome is 'null until it is settled; superseded: a newer paper was there already; owner-changed: the project belongs to another enterprise now';
comment on column result_adoptions.fault is 'why the last attempt failed; it is logged when it changes';
comment on column result_adoptions.attempts is 'how many have failed';
comment on column result_adoptions.not_before is 'after a failed attempt: when to try again';
grant insert, select on result_adoptions to intake;
grant update (outcome, fault, attempts, not_before) on result_adoptions to intake;

create table serials (
  kind text not null,
  day date not null,
  last integer not null,
  created_at timestamp with time zone not null default now(),
  constraint serials_pkey PRIMARY KEY (kind, day),
  constraint serials_kind_check CHECK ((kind = ANY (ARRAY['O'::text, 'M'::text, 'P'::text]))),
  constraint serials_last_check CHECK ((last > 0))
);
comment on table serials is 'The last serial given out per kind of number (O order, M mandate, P paper) and office day; gaps are harmless.';
grant insert, select on serials to intake;
grant update (last) on serials to intake;

create table texts (
  text_id uuid not null,
  text text not null,
  written_by text not null,
  written_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  constraint texts_pkey PRIMARY KEY (text_id)
);
comment on table texts is 'Free text of people, never changed. Workflows carry the id only.';
grant insert, select on texts to intake;

create table track_changes (
  order_no text not null,
  seq integer not null,
  request_key text not null,
  track text not null,
  budget_days integer not null,
  plan jsonb not null,
  requested_by text not null,
  requested_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  refusal jsonb,
  event_seq integer,
  former_track text,
  former_budget_days integer,
  former_plan jsonb,
  created_at timestamp with time zone not null default now(),
  constraint track_changes_pkey PRIMARY KEY (order_no, seq),
  constraint track_changes_request_key_key UNIQUE (request_key),
  constraint track_changes_order_no_fkey FOREIGN KEY (order_no) REFERENCES orders(order_no) ON UPDATE CASCADE,
  constraint track_changes_budget_days_check CHECK (((budget_days >= 13) AND (budget_days <= 80))),
  constraint track_changes_decided CHECK (((num_nulls(event_seq, former_track, former_budget_days, former_plan) = ANY (ARRAY[0, 4])) AND (num_nonnulls(refusal, former_plan) = num_nonnulls(decided_at)))),
  constraint track_changes_seq_check CHECK ((seq > 0)),
  constraint track_changes_track_check CHECK ((track = ANY (ARRAY['80'::text, '50'::text, '30'::text])))
);
CREATE INDEX track_changes_undecided ON intake.track_changes USING btree (requested_at) WHERE (decided_at IS NULL);
comment on table track_changes is 'Requests to put an order on another track or on other days, numbered from 1, and what its workflow decided. Append-only but for that.';
comment on column track_changes.request_key is 'of the request; a repeated request finds what it did by this, and it is the id of the update of the workflow';
comment on column track_changes.plan is 'as an order of the new track would have it; its workflow keeps the step that is open';
comment on column track_changes.decided_at is 'null until the workflow has answered; the sweep asks it again';
comment on column track_changes.refusal is 'why it was refused: the code, and what the caller needs to act on it';
comment on column track_changes.event_seq is 'of the event of the order, where the change was made; former_* is what the order was on before';
grant insert, select on track_changes to intake;
grant update (decided_at, refusal, event_seq, former_track, former_budget_days, former_plan) on track_changes to intake;

create table unfiled_objects (
  storage_key text not null,
  created_at timestamp with time zone not null default now(),
  constraint unfiled_objects_pkey PRIMARY KEY (storage_key)
);
comment on table unfiled_objects is 'Keys of the storage of files under which content was begun to be written, until the row that names it is there. What stays here too long was left behind by a crash, and is removed.';
grant delete, insert, select on unfiled_objects to intake;

create table unsent_notices (
  no bigint not null,
  created_at timestamp with time zone not null default now(),
  constraint unsent_notices_pkey PRIMARY KEY (no),
  constraint unsent_notices_no_fkey FOREIGN KEY (no) REFERENCES notices(no)
);
comment on table unsent_notices is 'Notices that the channels have not been given yet; a row goes when they have.';
grant delete, insert, select on unsent_notices to intake;

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
grant delete, insert, select on webhook_secrets to intake;
grant update (ends_at) on webhook_secrets to intake;

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
grant insert, select on webhooks to intake;
grant update (ended_by, ended_at) on webhooks to intake;

create view withdrawal_reasons as
 SELECT w.order_no,
    w.withdrawn_by,
    w.withdrawn_at,
    t.text AS reason
   FROM (withdrawals w
     JOIN texts t ON ((t.text_id = w.reason_id)));
comment on view withdrawal_reasons is 'Why orders were withdrawn: where an order shows how it ended. Who reads it bounds by its own scope whom it shows a reason.';
grant select on withdrawal_reasons to approval_workflows;
grant select on withdrawal_reasons to intake;

create table withdrawals (
  order_no text not null,
  withdrawn_by text not null,
  reason_id uuid not null,
  withdrawn_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint withdrawals_pkey PRIMARY KEY (order_no),
  constraint withdrawals_order_no_fkey FOREIGN KEY (order_no) REFERENCES orders(order_no) ON UPDATE CASCADE,
  constraint withdrawals_reason_id_fkey FOREIGN KEY (reason_id) REFERENCES texts(text_id)
);
CREATE INDEX withdrawals_unsent ON intake.withdrawals USING btree (withdrawn_at) WHERE (sent_at IS NULL);
comment on table withdrawals is 'An enterprise''s wish to end its order, and when its workflow was notified.';
grant insert, select on withdrawals to intake;
grant update (sent_at) on withdrawals to intake;
