import { bilingual } from '@doudi/infra/words';
import { z } from 'zod';
import { type Answer, type Call, notFound, unavailable } from '@doudi/infra/http';
import type { Queryable } from '@doudi/infra/database';
import { planFor, shanghaiDay, tracks, type Instant, type Plan } from '@doudi/workflows';
import { findOrderAgent } from './active-mandates.ts';
import { type Citable, citableIn, citing } from './cited-papers.ts';
import { listStanding, type Paper } from './papers.ts';
import { PaperNo } from './give-paper-fields.ts';
import { findOpenOrder, findOrderOfRequest, insertOrder, type Receipt } from './orders.ts';
import { owns, refuseUnmandated } from './place-orders.ts';
import { ProjectCode } from './project-code.ts';
import { findProject, type Project } from './projects.ts';
import { OrderAnswer, showOrder } from './read-orders.ts';
import { nextNumber } from './serials.ts';
import { startReceipt, type Starting } from './start-receipt.ts';
import { refuse, things } from './words.ts';

/** A track, and on track 30 the days. */
export const trackWished = {
  track: z.enum(tracks),
  /** working days of an on-demand order, 13 to 30; 30 when not named */
  days: z.int().optional(),
};
type TrackWished = z.output<z.ZodObject<typeof trackWished>>;

export const daysOnTrack30 = [
  ({ track, days }: TrackWished) => days === undefined || track === '30',
  {
    path: ['days'],
    error: bilingual('只有 30 日订单可以指定天数', 'only an order on track 30 names its days'),
  },
] as const satisfies Parameters<z.ZodType<TrackWished>['refine']>;

export const OpenOrder = z
  .strictObject({
    projectCode: ProjectCode,
    ...trackWished,
    /** papers of the pool that stand for what an agency would do, such as an area evaluation; the preview lists them */
    cites: z.array(PaperNo).max(20).optional(),
  })
  .refine(...daysOnTrack30)
  .meta({ id: 'OpenOrder', examples: [{ projectCode: '2601-330683-04-01-000001', track: '30', days: 20 }] });
export type OpenOrder = z.output<typeof OpenOrder>;

/** The receipt; `started` says whether the departments have it already. */
export const OpenedOrder = OrderAnswer.omit({ state: true, startedAt: true })
  .extend({ started: z.boolean() })
  .meta({ id: 'OpenedOrder' });

/**
 * Takes an order: the receipt first, then its workflow. A repeated request finds its receipt; while the workflows cannot
 * be reached the answer says `started: false`, and the sweep starts the order later.
 */
export const openOrder =
  (starting: Starting) =>
  async (call: Call<OpenOrder>): Promise<Answer> => {
    const receipt = (await findOrderOfRequest(call.db, call.requestKey)) ?? (await receive(call, starting));
    const started = receipt.startedAt !== null || (await start(call, receipt, starting));
    const { state: _, startedAt: __, ...shown } = showOrder(receipt);
    return {
      status: 201,
      body: { ...shown, started },
      headers: { location: `/v1/orders/${receipt.orderNo}` },
    };
  };

async function start({ db }: Call<OpenOrder>, receipt: Receipt, starting: Starting): Promise<boolean> {
  const outcome = await startReceipt(db, receipt, starting);
  if (outcome === 'taken') throw unavailable(numberTaken);
  return outcome === 'started';
}

const numberTaken = {
  zh: '两处数据新旧不一，新编号已属他单；请管理员先对账，然后以同一 Idempotency-Key 重试',
  en: "The stores are of different ages, so that the new number is another order's; the administrator must reconcile them, then repeat with the same Idempotency-Key",
};

/** The project, when the caller may order for it. */
export async function projectToOrderFor({ body, scope, db }: Call<OpenOrder>): Promise<Project> {
  const project = await findProject(db, body.projectCode, scope);
  if (!project) throw notFound(things.project);
  await refuseUnmandated(db, scope, { uscc: project.uscc, projectCode: project.code });
  return project;
}

/** The plan of the order asked for, with what it cites; the papers of its project and what of them it could cite. Throws when it cannot be had. */
export async function planAsked(
  { body, db }: Pick<Call<OpenOrder>, 'body' | 'db'>,
  receivedAt: Instant,
): Promise<{ plan: Plan; standing: Paper[]; citable: Citable[] }> {
  const plan = planOrdered(body);
  const { projectCode, cites = [] } = body;
  const standing = await listStanding(db, projectCode);
  const citable = citableIn(standing, plan, receivedAt);
  return { plan: citing(plan, cites, citable), standing, citable };
}

/** The plan of a track, when it takes so many days. */
export function planOrdered({ track, days }: TrackWished): Plan {
  const plan = planFor(track, days);
  if ('refused' in plan) throw refuse({ ...plan });
  return plan;
}

const alreadyOpen = (open: Receipt | undefined) =>
  refuse({ refused: 'order-already-open', orderNo: open?.orderNo });

/** Throws when the project has an order that is not closed. */
export async function refuseSecond(db: Queryable, projectCode: string): Promise<void> {
  const open = await findOpenOrder(db, projectCode);
  if (open) throw alreadyOpen(open);
}

async function receive(call: Call<OpenOrder>, { clock }: Starting): Promise<Receipt> {
  const { caller, scope, db, requestKey } = call;
  const project = await projectToOrderFor(call);
  const { code: projectCode, uscc } = project;
  const receivedAt = await clock.now(db);
  const { plan } = await planAsked(call, receivedAt);
  // an enterprise that orders by itself still names its agent, when there is one
  const agentId = (owns(scope, project) && (await findOrderAgent(db, projectCode))) || caller.subject;
  const orderNo = await nextNumber(db, 'O', shanghaiDay(receivedAt));
  const { track, budget: budgetDays } = plan;
  const written = { orderNo, requestKey, projectCode, uscc, agentId, track, budgetDays, plan, receivedAt };
  const receipt = (await insertOrder(db, written)) ?? (await findOrderOfRequest(db, requestKey));
  if (receipt) return receipt;
  const open = await findOpenOrder(db, projectCode);
  // it was transferred meanwhile: then it is not known to the caller any more
  if (!open) await projectToOrderFor(call);
  throw alreadyOpen(open);
}
