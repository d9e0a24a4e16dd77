-- every read of progress looks for what was written about its order
create index events_with_note on events (order_no) where detail ->> 'note' is not null;
