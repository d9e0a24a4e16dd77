-- Business time in SQL, for views whose rows end by themselves; the services' own clock says the same in TypeScript.

create function office_now() returns timestamptz
  language sql
  stable
  parallel safe
  return coalesce(
    (select c.office_at + (now() - c.clock_at) * c.rate from shared.office_clock c),
    now()
  );

comment on function office_now() is
  'Business time at the start of the transaction: the office clock where one is set, else real time.';

grant execute on function office_now() to public;
