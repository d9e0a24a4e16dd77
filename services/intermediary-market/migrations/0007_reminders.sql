-- owners who leave their own move lying are reminded
alter table commissions add reminded integer not null default 0 check (reminded in (0, 3, 10));
comment on column commissions.reminded is 'after how many working days in its state its owner was reminded last';
create index commissions_to_remind on commissions (changed_at)
  where state in ('briefing', 'awaiting-inputs', 'delivered') and reminded < 10;
grant update (reminded) on commissions to intermediary_market;
