-- What a workflow was last sent is called so.
alter table orders rename column told to delivered_reading;
comment on column orders.revision is 'counts the readings of the order clock that were sent to its workflow';
comment on column orders.delivered_reading is 'the reading last delivered to its workflow: light, due day, next mark';
alter index tasks_desk rename to tasks_by_department;
