import type { Queryable } from '@doudi/infra/database';
import sql from 'sql-template-tag';
import { caseColumns, type CaseRow } from '../cases.ts';

/** Cases that are read at a time. */
const page = 200;

/** Cases that run, by number, page by page. */
export async function* openCases(db: Queryable): AsyncGenerator<readonly CaseRow[]> {
  for (let after = ''; ;) {
    const { rows } = await db.query<CaseRow>(sql`
      select ${caseColumns} from cases c
       where c.closed_at is null and c.generation > 0 and c.case_no > ${after} order by c.case_no limit ${page}`);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < page) return;
    after = last.caseNo;
  }
}
