import { randomUUID } from 'node:crypto';
import { seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { suiteStack } from './stack.ts';
import { walkOrder } from './walk-order.ts';
import { writeOnce } from './write-once.ts';

const suite = suiteStack({ realDayMs: 600_000 });

const { enterprise } = seedCase;
const project = { ...seedCase.project, code: '2017-330683-29-03-000801' };
const walk = { ...seedCase, project, track: '30', tasks: ['record', 'order-meeting'] } as const;

/** What people do with the scheme review, which consults three departments. */
async function atSchemeReview() {
  const { orderNo } = await walkOrder(suite.api, walk);
  const task = `/v1/tasks/${orderNo}/scheme-review`;
  const progress = () => suite.api.get<Progress>(enterprise, `/v1/progress/${orderNo}`);
  const planning = async () => (await progress()).steps.find(({ code }) => code === 'planning');
  await waitFor({ what: task }, async () => (await planning())?.state === 'open');
  const act = async (who: string, what: string, body: object) => {
    const { status, text } = await writeOnce(suite.stack, {
      who,
      path: `${task}/${what}`,
      body,
      key: randomUUID(),
    });
    const answer = JSON.parse(text) as { type?: string; no?: number };
    return { ...answer, status, type: answer.type?.split('/').at(-1) };
  };
  const read = () => suite.api.get<Task>('reviewer-nrp', task);
  return { orderNo, act, read, planning };
}
interface Progress {
  readonly steps: readonly {
    readonly code: string;
    readonly state: string;
    readonly tasks: readonly { readonly revokedAt: string | null; readonly reasons: readonly object[] }[];
  }[];
}
interface Task {
  readonly counter: { readonly consulted: readonly object[]; readonly publicNotice: object | null };
  readonly onRecord: {
    readonly acts: readonly { readonly no: number; readonly kind: string; readonly at: string }[];
  };
}

test('consulted departments speak, what was issued is claimed and revoked by two people, and no clock moves', async () => {
  const { orderNo, act, read, planning } = await atSchemeReview();
  const objection = { opinion: 'objection', note: '消防车道宽度不足' };
  expect(await act('reviewer-frd', 'opinions', objection)).toMatchObject({ status: 200 });
  expect(await act('reviewer-frd', 'opinions', objection)).toMatchObject({
    status: 409,
    type: 'opinion-given',
  });
  expect(await act('reviewer-eeb', 'opinions', { opinion: 'no-objection' })).toMatchObject({ status: 200 });
  // was not asked
  expect(await act('reviewer-drc', 'opinions', objection)).toMatchObject({ status: 404 });
  const days = { from: '2017-06-19', to: '2017-06-23' };
  expect(await act('reviewer-nrp', 'public-notice', days)).toMatchObject({ status: 200 });
  expect((await read()).counter).toMatchObject({
    consulted: expect.arrayContaining([
      expect.objectContaining({ department: 'FRD', opinion: 'objection' }),
      expect.objectContaining({ department: 'EEB', opinion: 'no-objection' }),
      expect.objectContaining({ department: 'HCB', opinion: null }),
    ]) as object,
    publicNotice: days,
  });
  await act('reviewer-nrp', 'review', { opinion: 'approve' });
  expect(await act('checker-nrp', 'check', { verdict: 'approve' })).toMatchObject({ status: 200 });

  const before = await clockOf(orderNo);
  const review = (await read()).onRecord.acts.find(({ kind }) => kind === 'review')!;
  const claimedAt = new Date(Date.parse(review.at) - 1).toISOString();
  const claim = { event: review.no, claimedAt, note: '停电，意见先写在纸上' };
  const { no } = await act('reviewer-nrp', 'claims', claim);
  expect(await act('reviewer-nrp', 'claims', claim)).toMatchObject({ status: 409, type: 'claimed-already' });
  expect(await act('supervisor-qian', `claims/${no}/decision`, { verdict: 'grant' })).toMatchObject({
    status: 200,
  });

  const grounds = {
    note: '申请材料系伪造',
    legalBasis: '《行政许可法》第六十九条',
    remedy: '可申请行政复议',
  };
  const amendment = await act('reviewer-nrp', 'amendments', { kind: 'revocation', ...grounds });
  const decision = `amendments/${amendment.no}/decision`;
  expect(await act('head-hcb', decision, { verdict: 'grant' })).toMatchObject({ status: 404 });
  expect(await act('head-nrp', decision, { verdict: 'grant' })).toMatchObject({ status: 200 });
  const [revoked] = (await planning())?.tasks ?? [];
  expect(revoked).toMatchObject({
    revokedAt: expect.any(String) as string,
    reasons: expect.arrayContaining([expect.objectContaining(grounds)]) as object,
  });
  expect(await clockOf(orderNo)).toEqual(before);
});

/** The clock of the planning, which has closed, day by day; what happened on a day left aside. */
async function clockOf(orderNo: string) {
  const ledger = await suite.api.get<Ledger>(enterprise, `/v1/progress/${orderNo}/ledger?step=planning`);
  const { dueDay, isLate, buckets, days } = ledger;
  return { dueDay, isLate, buckets, days: days.map(({ event: _event, events: _events, ...day }) => day) };
}
interface Ledger {
  readonly dueDay: string;
  readonly isLate: boolean;
  readonly buckets: object;
  readonly days: readonly { readonly event: unknown; readonly events: unknown }[];
}
