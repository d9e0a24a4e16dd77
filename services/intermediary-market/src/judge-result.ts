import type { Queryable } from '@doudi/infra/database';
import { type Fault, IsoDay, oneLine, unfit } from '@doudi/infra/http';
import type { Words } from '@doudi/infra/words';
import { acceptedResultsChannel, type Day, shanghaiDay, topicsOf } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';
import { actOnCommission, Note } from './act-on-commission.ts';
import type { CommissionRow } from './commissions.ts';
import type { Dependencies } from './dependencies.ts';
import { filesOfDelivery } from './milestones.ts';

export const Acceptance = z
  .strictObject({
    note: Note.optional(),
    /** of an owner's own: the number on the document */
    number: oneLine(80).optional(),
    /** of an owner's own: the last day on which it is valid */
    expiresDay: IsoDay.optional(),
  })
  .meta({ id: 'Acceptance', examples: [{ note: '同意验收' }] });
type Acceptance = z.output<typeof Acceptance>;
export const Return = z
  .strictObject({ reason: Note })
  .meta({ id: 'Return', examples: [{ reason: '缺少节能篇章' }] });
type Return = z.output<typeof Return>;

/** The owner's side accepts the result: the commission is over, the order goes on, and the files of the result become papers. */
export const acceptResult = (dependencies: Dependencies) =>
  actOnCommission(dependencies)<Acceptance>('accept', async ({ db, body }, commission, at) => {
    const { note, number = null, expiresDay = null } = body;
    if (commission.state !== 'delivered') return { note };
    const faults = paperFaults(commission, body, shanghaiDay(at));
    if (faults.length > 0) throw unfit(faults);
    const files = await filesOfDelivery(db, commission);
    const paper = { number, expiresDay: expiresDay as Day | null };
    return {
      ...{ note, files, ...(commission.isOwn && { paper }) },
      alongside: () => tellOfAccepted(db, commission.commissionNo, files),
    };
  });

/** Tells intake, once the transaction is committed, that there is something to make papers of. */
const tellOfAccepted = async (db: Queryable, commissionNo: string, files: readonly number[]) => {
  if (files.length > 0) await db.query(sql`select pg_notify(${acceptedResultsChannel}, ${commissionNo})`);
};

/** A joint survey or an area evaluation says its number and its last day, as every paper of these kinds; results of tasks say neither. */
function paperFaults(
  { own }: CommissionRow,
  { number, expiresDay }: Pick<Acceptance, 'number' | 'expiresDay'>,
  today: Day,
): Fault[] {
  const given = { number, expiresDay };
  const fields = ['number', 'expiresDay'] as const;
  const at = (wanted: boolean, fault: Words) =>
    fields
      .filter((field) => (given[field] === undefined) === wanted)
      .map((field) => ({ at: `/${field}`, fault }));
  if (own === null) return at(false, ofTask);
  const isPast = expiresDay !== undefined && expiresDay < today;
  return [
    ...(topicsOf(own.purpose).length > 0 ? at(true, neededHere) : []),
    ...(isPast ? [{ at: '/expiresDay', fault: hasExpired }] : []),
  ];
}

const ofTask = { zh: '订单任务的成果不填此项', en: 'is not said of the result of a task' };
const neededHere = { zh: '此类成果须填写', en: 'is missing: such a result must say it' };
const hasExpired = { zh: '成果已过期', en: 'has passed' };

/** The owner's side sends the result back to work, with the reason; the agency's clock runs again. */
export const returnResult = (dependencies: Dependencies) =>
  actOnCommission(dependencies)<Return>('return', ({ body }) => ({ note: body.reason }));
