create view calendar_in_force as
  select c.version, c.published_through, c.off, c.work
    from calendars c
   where c.published_at is not null
   order by c.published_at desc, c.version desc
   limit 1;
comment on view calendar_in_force is
  'The working days that count today. Other services read it where they own something that is due.';
grant usage on schema approval_workflows to intake, intermediary_market;
grant select on calendar_in_force to approval_workflows, intake, intermediary_market;
