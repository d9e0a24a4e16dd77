import { createHash, randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Day, PaperTopic, TaskCode } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { asOwner } from './as-owner.ts';

interface Given {
  readonly commissionNo: string;
  readonly projectCode: string;
  readonly uscc: string;
  readonly task: TaskCode;
  /** instead of the task's: a joint survey that its owner commissioned without an order */
  readonly survey?: {
    readonly topics: readonly PaperTopic[];
    readonly scope: string;
    readonly number: string;
    readonly expiresDay: Day;
  };
  readonly acceptedAt: Date;
  /** how many files the result has */
  readonly files?: number;
}

/** A file of a result: its content, and where the market keeps it. */
export interface GivenFile {
  readonly content: string;
  readonly storageKey: string;
}

/** Has the market accept a result with its files, whose content is in a folder of files. */
export async function giveResult(databaseUrl: string, folder: string, given: Given): Promise<readonly GivenFile[]> {
  const files = Array.from({ length: given.files ?? 1 }, () => ({
    ...{ content: `%PDF-1.7\n% ${randomUUID()}\n%%EOF\n`, storageKey: `commissions/${randomUUID()}` },
  }));
  await mkdir(join(folder, 'commissions'), { recursive: true });
  for (const { content, storageKey } of files) await writeFile(join(folder, storageKey), content);
  await asOwner(
    databaseUrl,
    commissionOf(given),
    ...files.map((file, place) => fileOf(given, file, place + 1)),
    sql`insert into intermediary_market.milestones (commission_no, seq, kind, at, "by", files)
        values (${given.commissionNo}, 1, 'accept', ${given.acceptedAt}, 'p-owner', ${files.map((_, place) => place + 1)})`,
  );
  return files;
} // prettier-ignore

function commissionOf({ commissionNo, projectCode, uscc, task, survey, acceptedAt }: Given) {
  const served = survey ? [null, null, null] : [`O${commissionNo}`, 'planning', task];
  const own = survey ? ['joint-survey', 'p-owner'] : [null, null];
  return sql`
    insert into intermediary_market.commissions
      (commission_no, order_no, step, task, purpose, opened_by, topics, scope, paper_number, expires_day, project_code, uscc, category,
       days, state, deliveries, events, opened_at, changed_at)
    values (${commissionNo}, ${served[0]}, ${served[1]}, ${served[2]}, ${own[0]}, ${own[1]}, ${survey?.topics ?? []},
            ${survey?.scope ?? null}, ${survey?.number ?? null}, ${survey?.expiresDay ?? null}, ${projectCode}, ${uscc}, 'DSN',
            10, 'accepted', 1, 1, ${acceptedAt}, ${acceptedAt})`;
}

const fileOf = (
  { commissionNo, acceptedAt }: Given,
  { content, storageKey }: GivenFile,
  fileNo: number,
) => sql`
  insert into intermediary_market.commission_files
    (commission_no, file_no, purpose, round, side, agency_no, request_key, name, media_type, bytes, sha256, storage_key, given_by, given_at)
  values (${commissionNo}, ${fileNo}, 'result', 1, 'agency', 'A900', ${storageKey}, ${`成果${fileNo}.pdf`}, 'application/pdf',
          ${content.length}, ${createHash('sha256').update(content).digest('hex')}, ${storageKey}, 'p-agency', ${acceptedAt})`;

/** The category and the agency of the results. */
export const giveAgency = (databaseUrl: string): Promise<void> =>
  asOwner(
    databaseUrl,
    sql`insert into intermediary_market.categories (code, place, zh, en) values ('DSN', 1, '设计', 'design') on conflict do nothing`,
    sql`insert into intermediary_market.agencies (agency_no, category, uscc, zh, status)
        values ('A900', 'DSN', '91330683MAFAKE900X', '虚构设计院', 'listed') on conflict do nothing`,
  );
