-- the metrics count the open steps
create index steps_open on steps (order_no, step) where closed_at is null;
