import pg from 'pg';
import { printSchema } from './print-schema.ts';
import type { TestDatabase } from '@doudi/testing/database/test-database';
import { testDatabase } from '@doudi/testing/database/test-database';

let database: TestDatabase;
let db: pg.Client;

beforeAll(async () => {
  database = await testDatabase();
  db = new pg.Client({ connectionString: database.url });
  await db.connect();
});

afterAll(async () => {
  await db.end();
  await database.drop();
});

test('prints tables, views, comments and grants in a stable order, without the bookkeeping of migrations', async () => {
  await db.query(`
    create schema shop; set search_path = shop;
    create table migrations (id int);
    create table parts (id bigint generated always as identity primary key, name text not null unique,
                        price numeric(10,2) default 0 check (price >= 0), whole int references parts);
    create index parts_by_price on parts (price desc) where price > 0;
    create view cheap as select id, name from parts where price < 1;
    comment on table parts is 'what it''s made of';
    comment on column parts.price is 'yuan';
    grant select, insert on parts to public;
    grant update (name) on parts to public;
    grant usage on schema shop to public;`);
  expect(await printSchema(db, 'shop')).toBe(printed);
});

const printed = `-- The schema shop: what its migrations add up to. Printed by \`npm run schema\`; not to be edited.

grant usage on schema shop to public;

create view cheap as
 SELECT id,
    name
   FROM parts
  WHERE (price < (1)::numeric);

create table parts (
  id bigint not null generated always as identity,
  name text not null,
  price numeric(10,2) default 0,
  whole integer,
  constraint parts_pkey PRIMARY KEY (id),
  constraint parts_name_key UNIQUE (name),
  constraint parts_whole_fkey FOREIGN KEY (whole) REFERENCES parts(id),
  constraint parts_price_check CHECK ((price >= (0)::numeric))
);
CREATE INDEX parts_by_price ON shop.parts USING btree (price DESC) WHERE (price > (0)::numeric);
comment on table parts is 'what it''s made of';
comment on column parts.price is 'yuan';
grant insert, select on parts to public;
grant update (name) on parts to public;
`;
