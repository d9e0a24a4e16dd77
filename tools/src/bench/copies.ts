const isNew = 'p.order_no <> p.template';

/** What intake keeps of the owners, then the orders in the order in which their tables refer to each other. */
export const copies = [
  `insert into intake.projects (code, name, uscc, enterprise_name, investment_yuan, land_hectares, industry, registered_by, registered_at)
   select p.project_code, 'project ' || p.order_no, p.uscc, 'enterprise ' || p.uscc, 25000000, 1.2, 'C3563', 'p-1101', now() from places p`,
  `insert into intake.mandates (mandate_no, agent_id, project_code, scopes, granted_by, granted_at, expires_at)
   select 'M' || substr(p.order_no, 2), p.agent_id, p.project_code, '{order,commission}', 'p-1101', now(), now() + interval '1 year' from places p`,
  `insert into approval_workflows.orders (order_no, project_code, uscc, agent_id, track, budget_days, plan, calendar_version, rules_version,
          received_at, closed_at, outcome, revision, told)
   select p.order_no, p.project_code, p.uscc, p.agent_id, o.track, o.budget_days, o.plan, o.calendar_version, o.rules_version,
          o.received_at, o.closed_at, o.outcome, o.revision, o.told
     from places p join approval_workflows.orders o on o.order_no = p.template where ${isNew}`,
  `insert into approval_workflows.steps (order_no, step, generation, seq, opened_at, closed_at, outcome, stops)
   select p.order_no, s.step, s.generation, s.seq, s.opened_at, s.closed_at, s.outcome, s.stops
     from places p join approval_workflows.steps s on s.order_no = p.template where ${isNew}`,
  `insert into approval_workflows.tasks (order_no, step, task, position, kind, department, category, budget_days, state, opened_at, closed_at,
          reviewer, opinion, due_at)
   select p.order_no, t.step, t.task, t.position, t.kind, t.department, t.category, t.budget_days, t.state, t.opened_at, t.closed_at,
          t.reviewer, t.opinion, t.due_at
     from places p join approval_workflows.tasks t on t.order_no = p.template where ${isNew}`,
  `insert into approval_workflows.ledger_changes (order_no, step, line_no, at, bucket, task, event, because)
   select p.order_no, l.step, l.line_no, l.at, l.bucket, l.task, l.event, l.because
     from places p join approval_workflows.ledger_changes l on l.order_no = p.template where ${isNew}`,
];
