-- each store keeps the mark of the other, so that a start sees which of them was restored from an older copy
alter table data_set add mark bigint not null default 0;
alter table data_set add next_mark bigint not null default 0;
alter table data_set add marked_at timestamptz;
comment on column data_set.mark is 'the newest mark that both stores have; one more each minute and at each start';
comment on column data_set.next_mark is 'the mark that Temporal may have already; the same as mark when both have it';
comment on column data_set.marked_at is 'when both had the mark';
grant update (mark, next_mark, marked_at) on data_set to public;
