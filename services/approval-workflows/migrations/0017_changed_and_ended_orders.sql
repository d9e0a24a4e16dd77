-- an order is put on another track by its workflow
grant update (track, budget_days, plan, carried) on orders to approval_workflows;
comment on column orders.plan is
  'by which the order goes now: since a change of its track, the tasks of the project initiation are those it opened with';
create table former_plans (
  order_no text not null references orders,
  generation integer not null check (generation > 0),
  seq integer not null check (seq > 0),
  plan jsonb not null,
  created_at timestamptz not null default now(),
  primary key (order_no, generation, seq)
);
comment on table former_plans is
  'The plan an order had before a change of its track, by the number of the event that says who changed it and when. Append-only.';
grant select, insert on former_plans to approval_workflows;
-- what the next order of a project goes on from
create view ended_orders as
  select o.order_no, o.project_code, o.uscc, o.track, o.budget_days, o.plan, o.carried, o.received_at, o.closed_at, o.outcome,
         c.version as calendar_version, c.published_through, c.off, c.work,
         (select coalesce(jsonb_agg(jsonb_build_object(
                   'code', s.step, 'openedAt', (extract(epoch from s.opened_at) * 1000)::bigint,
                   'closedAt', (extract(epoch from s.closed_at) * 1000)::bigint, 'outcome', s.outcome,
                   'tasks', (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                         'code', t.task, 'kind', t.kind, 'department', t.department, 'category', t.category,
                         'budget', t.budget_days, 'state', t.state)) order by t.position)
                       from tasks t where t.order_no = s.order_no and t.step = s.step),
                   'ledger', (select coalesce(jsonb_agg(jsonb_build_object(
                         'at', (extract(epoch from l.at) * 1000)::bigint, 'bucket', l.bucket, 'task', l.task, 'event', l.event,
                         'because', l.because) order by l.line_no), '[]')
                       from ledger_changes l
                      where l.order_no = s.order_no and l.step = s.step and l.generation = s.generation))), '[]')
            from steps s where s.order_no = o.order_no) as steps,
         (select coalesce(jsonb_agg(a.task), '[]') from amendments a
           where a.order_no = o.order_no and a.kind = 'revocation' and a.verdict = 'grant') as revoked
    from orders o
    join calendars c on c.version = o.calendar_version
   where o.closed_at is not null;
comment on view ended_orders is
  'Orders that have ended, as the rules of carried days count them: ledgers and tasks, nothing of a person. Intake previews the next order of a project from them.';
grant select on ended_orders to approval_workflows, intake;
