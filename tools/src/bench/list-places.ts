import type pg from 'pg';
import type { Places } from './places.ts';
import { templateCount } from './template-orders.ts';

/** Places of a database, from the first up to but not `end`. */
export interface Range {
  readonly first: number;
  readonly end: number;
}

/** Rows that go to the server at once. */
const atOnce = 20_000;

/** A table of the places of a range, each with the order that the one of that place is a copy of. */
export async function listPlaces(client: pg.Client, places: Places, { first, end }: Range): Promise<void> {
  const columns = ['order_no', 'template', 'project_code', 'uscc', 'agent_id'];
  await client.query(`create temp table places (${columns.map((name) => `${name} text`).join()})`);
  for (let from = first; from < end; from += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, end - from) }, (_none, i) => from + i);
    await client.query(
      'insert into places select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])',
      [
        some.map(places.orderNo),
        some.map((place) => places.orderNo(place % templateCount)),
        some.map(places.projectCode),
        some.map(places.uscc),
        some.map(places.agentId),
      ],
    );
  }
  await client.query('analyze places');
}
