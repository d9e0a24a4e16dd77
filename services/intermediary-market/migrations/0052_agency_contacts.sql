-- how the office of an agency is reached by those who choose
create table agency_contacts (
  agency_no text primary key references agencies,
  phone text not null check (char_length(phone) between 7 and 20),
  mail text check (char_length(mail) <= 200),
  address text check (char_length(address) between 1 and 200),
  given_by text not null,
  given_at timestamptz not null,
  created_at timestamptz not null default now()
);
comment on table agency_contacts is 'How the office of an agency is reached: no names of people. The only place of it; a newer one is written over it.';
comment on column agency_contacts.given_by is 'opaque subject id';
grant select, insert, update (phone, mail, address, given_by, given_at) on agency_contacts to intermediary_market;
