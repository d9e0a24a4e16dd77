-- cursors are signed by the keys of the house; keys of writes are remembered for a day
grant select on house.signing_keys to approval_workflows;

comment on table idempotency_keys is 'Writes by key: a repetition gets the first answer, byte by byte; rows are forgotten after 24 hours';
