-- an order can also end because its papers were not accepted, or not supplied in time
alter table orders drop constraint orders_outcome_check;
alter table orders add constraint orders_outcome_check check (outcome in (
  'approved', 'refused', 'withdrawn', 'not-accepted', 'not-supplied'));
