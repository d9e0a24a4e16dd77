import { asOwner } from '@doudi/testing/database/as-owner';
import type { Department, StepCode, TaskCode } from '@doudi/workflows';
import sql from 'sql-template-tag';
import type { TestService } from './test-service.ts';

/** A review that was approved on 2017-06-19, its opinion being event 2 of its step. */
export interface Issued {
  readonly orderNo: string;
  readonly step: StepCode;
  readonly task: TaskCode;
  readonly department: Department;
}

/** So that tests that use one up can have another. */
export async function forgetRecords({ database }: TestService, { orderNo }: Issued): Promise<void> {
  await asOwner(database.url, sql`delete from approval_workflows.claims where order_no = ${orderNo}`);
  await asOwner(database.url, sql`delete from approval_workflows.amendments where order_no = ${orderNo}`);
}

/** So that tests that hand it over can do so again: as it was when it was decided. */
export async function renewDelivery({ database }: TestService, { orderNo }: Issued): Promise<void> {
  await asOwner(
    database.url,
    sql`delete from approval_workflows.events where workflow_id in (
          select 'delivery/' || no from approval_workflows.deliveries where order_no = ${orderNo})`,
  );
  await asOwner(
    database.url,
    sql`update approval_workflows.deliveries
           set state = 'new', way = null, courier = null, tracking_no = null, done_at = null, acts = 0, text_id = null,
               changed_by = null, changed_at = null
         where order_no = ${orderNo}`,
  );
}

const insertNote = async ({ pool }: TestService, textId: string) =>
  pool.query(sql`insert into texts (text_id, body, by) values (${textId}, '先写在纸上', 'p-2999')
                 on conflict do nothing`);

/** A claim of somebody else about the opinion, waiting; answers its number. */
export async function waitingClaim(service: TestService, issued: Issued): Promise<string> {
  await forgetRecords(service, issued);
  await insertNote(service, 'T-claim');
  const { orderNo, step, task, department } = issued;
  const { rows } = await service.pool.query<{ no: number }>(sql`
    insert into claims (order_no, step, task, department, event, kind, recorded_at, claimed_at, working_days, by, at, text_id)
    values (${orderNo}, ${step}, ${task}, ${department}, 2, 'review', '2017-06-19T10:00:00+08:00',
            '2017-06-16T15:00:00+08:00', 1, 'p-2999', '2017-06-19T11:00:00+08:00', 'T-claim') returning no`);
  return String(rows[0]?.no);
}

/** A correction that somebody else proposed, waiting; answers its number. */
export async function waitingAmendment(service: TestService, issued: Issued): Promise<string> {
  await forgetRecords(service, issued);
  await insertNote(service, 'T-amendment');
  const { orderNo, step, task, department } = issued;
  const { rows } = await service.pool.query<{ no: number }>(sql`
    insert into amendments (order_no, step, task, department, kind, by, at, text_id)
    values (${orderNo}, ${step}, ${task}, ${department}, 'correction', 'p-2999', '2017-06-19T11:00:00+08:00', 'T-amendment')
    returning no`);
  return String(rows[0]?.no);
}
