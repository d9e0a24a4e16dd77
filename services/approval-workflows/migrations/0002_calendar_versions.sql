-- Calendars are drafted, previewed and published; every open order is moved to a published one, on record.

alter table calendars alter column published_at drop not null;
alter table calendars add column names jsonb not null default '{}';
alter table calendars add column total integer check (total >= 0);
comment on column calendars.published_at is 'null while the version is a draft';
comment on column calendars.names is 'the holiday of each day off and of each make-up day, by its code';
comment on column calendars.total is 'the open orders that were to be moved when the version was published';
grant update (published_through, off, work, names, published_at, total) on calendars to approval_workflows;

create function published_stays() returns trigger language plpgsql as $$
begin
  if old.published_at is not null
     and (new.version, new.published_through, new.off, new.work, new.names, new.published_at)
     is distinct from (old.version, old.published_through, old.off, old.work, old.names, old.published_at) then
    raise exception 'calendar % is published and never changes', old.version;
  end if;
  return new;
end $$;
create trigger published_stays before update on calendars for each row execute function published_stays();

create table calendar_moves (
  order_no text not null references orders,
  to_version text not null references calendars,
  from_version text not null references calendars,
  moved_at timestamptz not null,
  changes jsonb not null,
  created_at timestamptz not null default now(),
  primary key (order_no, to_version)
);
comment on table calendar_moves is 'Which calendar version moved an open order, when, and what it changed. Append-only.';
comment on column calendar_moves.changes is 'due day, light and provisional mark of order and steps before and after, where they differ';
create index calendar_moves_by_version on calendar_moves (to_version);
grant select, insert on calendar_moves to approval_workflows;

create index orders_open_by_calendar on orders (calendar_version, order_no) where closed_at is null;
