-- the list of legal stops reads these alone
create index steps_stopped on steps (order_no) where stops <> '[]';
