alter table agent_replacements drop constraint agent_replacements_order_no_fkey;
alter table agent_replacements add constraint agent_replacements_order_no_fkey
  foreign key (order_no) references orders (order_no) on update cascade;
alter table withdrawals drop constraint withdrawals_order_no_fkey;
alter table withdrawals add constraint withdrawals_order_no_fkey
  foreign key (order_no) references orders (order_no) on update cascade;
