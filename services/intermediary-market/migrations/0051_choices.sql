-- from which list an owner chose
alter table engagements add chose_from text[];
comment on column engagements.chose_from is 'of a direct choice: the agencies that could be hired for the category at that instant, by number; null where a ranking chose, and of choices before 2026-12';
