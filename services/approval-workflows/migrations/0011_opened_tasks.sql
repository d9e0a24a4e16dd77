-- the export of national statuses runs through the tasks that have opened
create index tasks_opened on tasks (opened_at, order_no, task) where opened_at is not null;
