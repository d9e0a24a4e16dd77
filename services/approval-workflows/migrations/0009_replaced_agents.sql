grant update (agent_id) on orders to approval_workflows;
comment on column orders.agent_id is 'who follows the order now: replaced by its workflow, with an event on record';
