import { setImmediate } from 'node:timers/promises';
import { openLog } from '@doudi/infra/service';
import { inTransaction, listen, type Queryable, survivePostgresRestarts } from '@doudi/infra/database';
import { isRefusal, type Milestone, type MilestoneNotice } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { relayOutbox } from './relay-outbox.ts';
import { findCommissionToChange } from './commissions.ts';
import { milestoneToInsert } from './milestones.ts';
import { moveCommission } from './move-commission.ts';
import { messageToInsert, outboxChannel } from './outbox.ts';
import type { SendMilestone } from './send-milestone.ts';
import { aRequest, openedAt, testService, type TestService } from './test-service.ts';

let service: TestService;
beforeAll(async () => {
  service = await testService();
  survivePostgresRestarts(service.pool, logger);
});
afterAll(() => service.close());
beforeEach(() => service.pool.query('update outbox set sent_at = now() where sent_at is null'));

const logger = openLog({ service: 'test', level: 'silent' });
const relay = (send: SendMilestone) => relayOutbox({ pool: service.pool, logger, send });
const makeAllDue = () => service.pool.query('update outbox set not_before = now() where sent_at is null');
const outboxOf = async (commissionNo: string) =>
  (
    await service.pool.query(
      `select seq, sent_at is not null as sent, remark, attempts, not_before > now() as waits
         from outbox where commission_no = $1 order by seq`,
      [commissionNo],
    )
  ).rows as unknown[];

/** A commission with so many milestones of the direct way on record. */
async function aBusyCommission(milestones: number): Promise<string> {
  const asked = aRequest({ rulesVersion: 1 });
  await service.activities.openCommission(asked);
  const kinds = (['engage', 'sign', 'deliver', 'accept'] as const).slice(0, milestones);
  for (const kind of kinds) await actOn(asked.commissionNo, kind);
  return asked.commissionNo;
}

async function actOn(commissionNo: string, kind: Milestone, db: Queryable = service.pool): Promise<void> {
  const commission = await findCommissionToChange(db, commissionNo, sql`true`);
  const moved = await moveCommission(db, commission!, { kind, by: 'p', agencyNo: 'A016' }, openedAt);
  expect(isRefusal(moved)).toBe(false);
}

type Delivery = Awaited<ReturnType<SendMilestone>>;

/** A commission whose only message has `payload`, whatever that is. */
async function aCommissionWith(payload: MilestoneNotice) {
  const asked = aRequest({ rulesVersion: 1 });
  const { commissionNo } = asked;
  await service.activities.openCommission(asked);
  const milestone = { commissionNo, seq: 1, kind: 'engage', at: openedAt, by: 'p' } as const;
  await service.pool.query(
    milestoneToInsert({ ...milestone, agencyNo: 'A016', note: null, sha256: null, files: [], round: 1 }),
  );
  await service.pool.query(messageToInsert(commissionNo, payload));
  return asked;
}

/** A receiver that answers `outcome` and remembers what it was sent. */
function aReceiver(outcome: (commissionNo: string) => Delivery | Promise<Delivery> = () => 'delivered') {
  const got: [commissionNo: string, seq: number][] = [];
  const send: SendMilestone = async (commissionNo: string, { seq }: MilestoneNotice) => {
    got.push([commissionNo, seq]);
    return outcome(commissionNo);
  };
  return {
    send,
    got,
    of: (commissionNo: string) => got.filter(([no]) => no === commissionNo).map(([, seq]) => seq),
  };
}

test('several relays send every milestone once, in order for each commission', async () => {
  const numbers = await Promise.all(Array.from({ length: 8 }, () => aBusyCommission(4)));
  const receiver = aReceiver();
  await Promise.all([relay(receiver.send), relay(receiver.send), relay(receiver.send)]);
  await relay(receiver.send);
  for (const no of numbers) expect(receiver.of(no)).toEqual([1, 2, 3, 4]);
});

test('while nobody answers the milestones wait, then they go on in order', async () => {
  const no = await aBusyCommission(3);
  await relay(aReceiver(() => 'unreachable').send);
  expect(await outboxOf(no)).toEqual([
    { seq: 1, sent: false, remark: null, attempts: 1, waits: true },
    { seq: 2, sent: false, remark: null, attempts: 1, waits: true },
    { seq: 3, sent: false, remark: null, attempts: 1, waits: true },
  ]);
  const receiver = aReceiver();
  await relay(receiver.send);
  expect(receiver.of(no)).toEqual([]);
  await makeAllDue();
  await relay(receiver.send);
  expect(receiver.of(no)).toEqual([1, 2, 3]);
});

test('a message for a workflow that is over counts as sent, with a remark, and blocks nothing', async () => {
  const no = await aBusyCommission(2);
  await relay(aReceiver(() => 'gone').send);
  const sent = { sent: true, remark: 'workflow-gone', attempts: 1, waits: true };
  expect(await outboxOf(no)).toEqual([
    { seq: 1, ...sent },
    { seq: 2, ...sent },
  ]);
});

test('a commission whose message fails or hangs does not hold up the others', async () => {
  const [hanging, broken, sound] = [
    await aBusyCommission(2),
    await aBusyCommission(2),
    await aBusyCommission(2),
  ];
  let release = (_fate: Delivery) => {};
  const hangs = new Promise<Delivery>((resolve) => (release = resolve));
  const receiver = aReceiver((no) => {
    if (no === broken) throw new Error('broken');
    return no === hanging ? hangs : 'delivered';
  });
  const slow = relay(receiver.send);
  while (receiver.of(hanging).length === 0) await setImmediate();
  await relay(receiver.send);
  expect([receiver.of(sound), receiver.of(broken), receiver.of(hanging)]).toEqual([[1, 2], [1], [1]]);
  release('delivered');
  await slow;
  expect(receiver.of(hanging)).toEqual([1, 2]);
});

test('a message that cannot be read waits and holds up only its own commission', async () => {
  const sound = await aBusyCommission(1);
  const { commissionNo: unreadable } = await aCommissionWith({
    seq: 1,
    by: 'p',
    event: {},
  } as MilestoneNotice);
  const receiver = aReceiver();
  await relay(receiver.send);
  expect([receiver.of(unreadable), receiver.of(sound)]).toEqual([[], [1]]);
});

test('what was sent but not marked, because the service died, is sent again', async () => {
  const no = await aBusyCommission(1);
  const receiver = aReceiver();
  const db: Queryable = Object.create(service.pool) as Queryable;
  const send: SendMilestone = (...message) => {
    db.query = () => Promise.reject(new Error('died')) as never;
    return receiver.send(...message);
  };
  await expect(relayOutbox({ pool: db, logger, send })).rejects.toThrow('died');
  await relay(receiver.send);
  expect(receiver.of(no)).toEqual([1]);
  await makeAllDue();
  await relay(receiver.send);
  expect(receiver.of(no)).toEqual([1, 1]);
});

test('what is written while a commission is served goes later, also by another relay', async () => {
  const no = await aBusyCommission(2);
  const receiver = aReceiver();
  await relay(async (...message) => {
    if (receiver.got.length === 0) await actOn(no, 'deliver');
    await relay(receiver.send);
    return receiver.send(...message);
  });
  expect(receiver.of(no)).toEqual([1, 2]);
  await relay(receiver.send);
  expect(receiver.of(no)).toEqual([1, 2, 3]);
});

test('relays are notified of a milestone when it is committed', async () => {
  const no = await aBusyCommission(1);
  const [begun, woken] = [aSignal(), aSignal()];
  const signals = [begun, woken];
  const listener = { channel: outboxChannel, heard: () => signals.shift()?.give() };
  const listening = listen(service.database.url, listener, logger);
  await begun.given;
  await inTransaction(service.pool, (db) => actOn(no, 'sign', db));
  await woken.given;
  await listening.stop();
});

function aSignal() {
  let give = () => {};
  const given = new Promise<void>((resolve) => (give = resolve));
  return { given, give };
}
