import { bySql } from './invariant.ts';

/** Two tables of two services say the same of an order; what of it has not started yet is intake's alone. */
export const receiptsAndRows = bySql('receipts and rows of orders', {
  store: 'intake',
  count: 'select count(*) from intake.orders where started_at is not null',
  wrong: `
    select order_no as about,
           case when a.plan is null then 'its receipt counts as started, but approval-workflows has no row of it'
                when i.plan is null then 'it has a row, but no receipt'
                when i.started_at is null then 'it has a row, but its receipt does not count as started'
                else 'its receipt and its row differ' end as says
      from intake.orders i
      full join approval_workflows.orders a using (order_no)
     where not (i.started_at is null and a.plan is null and i.plan is not null)
       and (i.started_at is null
            or (i.project_code, i.uscc, i.agent_id, i.track, i.budget_days, i.plan, i.received_at, i.closed_at, i.outcome)
               is distinct from
               (a.project_code, a.uscc, a.agent_id, a.track, a.budget_days, a.plan, a.received_at, a.closed_at, a.outcome))
     order by order_no`,
});

/**
 * A commission of a task and the task say the same; a task that was taken over, or is done by a cited paper, has none. Where Temporal was restored from
 * an older copy the events of a step stay that is to open again: its commissions wait for it.
 */
export const commissionsAndTasks = bySql('commissions and the tasks they are for', {
  store: 'market',
  count: 'select count(*) from intermediary_market.commissions where order_no is not null',
  wrong: `
    select coalesce(c.commission_no, t.order_no || ' ' || t.task) as about,
           case when t.task is null then 'no task of an order waits for it'
                when c.task is null then 'the task is ' || t.state || ', but the market has no commission for it'
                else 'the market has it ' || c.state || ', its task is ' || t.state end as says
      from (select * from intermediary_market.commissions where order_no is not null) c
      full join (select * from approval_workflows.tasks where kind = 'commission' and opened_at is not null) t
        on t.order_no = c.order_no and t.task = c.task
     where (t.task is null and not exists (
              select from approval_workflows.events e
               where e.order_no = c.order_no and e.step is not null
                 and not exists (select from approval_workflows.steps s where s.order_no = e.order_no and s.step = e.step)))
        or (c.task is null and t.state not in ('done', 'closed'))
        or (t.state = 'done') <> (c.state = 'accepted') and t.state <> 'closed'
        or (t.state = 'closed') and c.state not in ('terminated', 'accepted')
        or t.state not in ('done', 'closed') and t.state <> c.state
     order by 1`,
});
