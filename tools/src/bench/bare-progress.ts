import express from 'express';
import { calendarReader } from '@doudi/approval-workflows/calendars';
import { approvalWorkflows } from '@doudi/approval-workflows/service';
import { readProgress } from '@doudi/approval-workflows/read-progress';
import { openPool } from '@doudi/infra/database';
import { officeClock } from '@doudi/infra/service';

/**
 * The other side of the comparison, run by node: the same statements and the same rules behind plain express, for anybody.
 * No identity, validation, limit, audit, metric or log.
 */
const { DATABASE_URL: url = '', PORT: port = '0' } = process.env;
const pool = openPool({ url, role: approvalWorkflows.role });
const read = readProgress({ clock: officeClock(pool, { production: true }), calendarOf: calendarReader() });
const anybody = {
  caller: { subject: 'anybody', roles: [] },
  scope: { all: true, uscc: null, agentId: null, department: null, agencyUscc: null },
  requestKey: '',
  accepts: 'json',
} as const;

const app = express();
app.get('/v1/progress/:orderNo', async ({ params }, response) => {
  const { body } = await read({ ...anybody, params, body: undefined, query: undefined, db: pool });
  response.json(body);
});
app.listen(Number(port), '127.0.0.1');
