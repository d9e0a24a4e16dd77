-- days that an order takes over from an earlier one of its project
alter table orders add carried jsonb;
comment on column orders.carried is 'days taken over from an earlier order of the project, by value as it was registered: the number of that order, and days by bucket; null where none were';
