-- what is written again under a newer generation supersedes what an older one said
alter table orders add generation integer not null default 1 check (generation > 0);
alter table orders add run_id text;
comment on column orders.generation is 'of its projection: a new run of its workflow, and each repair, writes under the next one';
comment on column orders.run_id is 'the run of its workflow that registered it; null in rows from before there was this column';
grant update (generation, run_id) on orders to approval_workflows;

alter table cases add reopenings integer not null default 0 check (reopenings >= 0);
update cases set reopenings = greatest(generation - 1, 0);
comment on column cases.reopenings is 'how often the case was opened again after it had closed';
grant update (reopenings) on cases to approval_workflows;

alter table ledger_changes add generation integer not null default 1;
update ledger_changes l set generation = s.generation from steps s
 where s.order_no = l.order_no and s.step = l.step and s.generation <> 1;
alter table ledger_changes drop constraint ledger_changes_pkey;
alter table ledger_changes add primary key (order_no, step, generation, line_no);
comment on column ledger_changes.generation is 'that of the row of the step when the line was written; only the newest counts';
