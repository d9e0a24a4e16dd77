import { setImmediate } from 'node:timers/promises';
import { openLog } from '@doudi/infra/service';
import { survivePostgresRestarts } from '@doudi/infra/database';
import { isRefusal, type MilestoneNews } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { carryLetters } from './carry-letters.ts';
import { findCommissionToChange } from './commissions.ts';
import { insertMilestone } from './milestones.ts';
import { moveCommission } from './move-commission.ts';
import { insertLetter } from './outbox.ts';
import type { SendNews } from './send-news.ts';
import { aRequest, openedAt, openMarket, type TestMarket } from './test-market.ts';

let market: TestMarket;
beforeAll(async () => {
  market = await openMarket();
  survivePostgresRestarts(market.pool, logger);
});
afterAll(() => market.close());
beforeEach(() => market.pool.query('update outbox set sent_at = now() where sent_at is null'));

const logger = openLog({ service: 'test', level: 'silent' });
const carry = (send: SendNews) => carryLetters({ pool: market.pool, logger, send });
const makeAllDue = () => market.pool.query('update outbox set not_before = now() where sent_at is null');
const outboxOf = async (commissionNo: string) =>
  (
    await market.pool.query(
      `select seq, sent_at is not null as sent, remark, attempts, not_before > now() as waits
         from outbox where commission_no = $1 order by seq`,
      [commissionNo],
    )
  ).rows as unknown[];

/** A commission with so many milestones of the direct way on record. */
async function aBusyCommission(milestones: number): Promise<string> {
  const asked = aRequest();
  await market.activities.openCommission(asked);
  const kinds = (['engage', 'sign', 'deliver', 'accept'] as const).slice(0, milestones);
  for (const kind of kinds) {
    const commission = await findCommissionToChange(market.pool, asked.commissionNo, sql`true`);
    const moved = await moveCommission(
      market.pool,
      commission!,
      { kind, by: 'p', agencyNo: 'A016' },
      openedAt,
    );
    expect(isRefusal(moved)).toBe(false);
  }
  return asked.commissionNo;
}

type Fate = Awaited<ReturnType<SendNews>>;

/** A commission whose only letter says `news`, whatever that is. */
async function aCommissionWith(news: MilestoneNews) {
  const asked = aRequest();
  const { commissionNo } = asked;
  await market.activities.openCommission(asked);
  const milestone = { commissionNo, seq: 1, kind: 'engage', at: openedAt, by: 'p' } as const;
  await insertMilestone(market.pool, { ...milestone, agencyNo: 'A016', note: null, sha256: null });
  await insertLetter(market.pool, commissionNo, news);
  return asked;
}

/** A far side that answers `fate` and remembers what it was told. */
function aReceiver(fate: (commissionNo: string) => Fate | Promise<Fate> = () => 'arrived') {
  const got: [commissionNo: string, seq: number][] = [];
  const send: SendNews = async (commissionNo: string, { seq }: MilestoneNews) => {
    got.push([commissionNo, seq]);
    return fate(commissionNo);
  };
  return {
    send,
    got,
    of: (commissionNo: string) => got.filter(([no]) => no === commissionNo).map(([, seq]) => seq),
  };
}

test('several carriers bring every milestone once, in order for each commission', async () => {
  const numbers = await Promise.all(Array.from({ length: 8 }, () => aBusyCommission(4)));
  const receiver = aReceiver();
  await Promise.all([carry(receiver.send), carry(receiver.send), carry(receiver.send)]);
  await carry(receiver.send);
  for (const no of numbers) expect(receiver.of(no)).toEqual([1, 2, 3, 4]);
});

test('while nobody answers the milestones wait, then they go on in order', async () => {
  const no = await aBusyCommission(3);
  await carry(aReceiver(() => 'unreachable').send);
  expect(await outboxOf(no)).toEqual([
    { seq: 1, sent: false, remark: null, attempts: 1, waits: true },
    { seq: 2, sent: false, remark: null, attempts: 0, waits: false },
    { seq: 3, sent: false, remark: null, attempts: 0, waits: false },
  ]);
  const receiver = aReceiver();
  await carry(receiver.send);
  expect(receiver.of(no)).toEqual([]);
  await makeAllDue();
  await carry(receiver.send);
  expect(receiver.of(no)).toEqual([1, 2, 3]);
});

test('news for a workflow that is over counts as sent, with a remark, and blocks nothing', async () => {
  const no = await aBusyCommission(2);
  await carry(aReceiver(() => 'gone').send);
  const sent = { sent: true, remark: 'workflow-gone', attempts: 0, waits: false };
  expect(await outboxOf(no)).toEqual([
    { seq: 1, ...sent },
    { seq: 2, ...sent },
  ]);
});

test('a commission whose news fails or hangs does not hold up the others', async () => {
  const [hanging, broken, sound] = [
    await aBusyCommission(2),
    await aBusyCommission(2),
    await aBusyCommission(2),
  ];
  let release = (_fate: Fate) => {};
  const hangs = new Promise<Fate>((resolve) => (release = resolve));
  const receiver = aReceiver((no) => {
    if (no === broken) throw new Error('broken');
    return no === hanging ? hangs : 'arrived';
  });
  const slow = carry(receiver.send);
  while (receiver.of(hanging).length === 0) await setImmediate();
  await carry(receiver.send);
  expect([receiver.of(sound), receiver.of(broken), receiver.of(hanging)]).toEqual([[1, 2], [1], [1]]);
  release('arrived');
  await slow;
  expect(receiver.of(hanging)).toEqual([1, 2]);
});

test('a letter that cannot be read waits and holds up only its own commission', async () => {
  const sound = await aBusyCommission(1);
  const { commissionNo: unreadable } = await aCommissionWith({ seq: 1, by: 'p', event: {} } as MilestoneNews);
  const receiver = aReceiver();
  await carry(receiver.send);
  expect([receiver.of(unreadable), receiver.of(sound)]).toEqual([[], [1]]);
});

test('what was sent but not marked, because the service died, is sent again', async () => {
  const no = await aBusyCommission(1);
  const receiver = aReceiver();
  const dying: SendNews = async (...news) => {
    await market.breakTransactions();
    return receiver.send(...news);
  };
  await expect(carry(dying)).rejects.toThrow();
  await carry(receiver.send);
  expect(receiver.of(no)).toEqual([1, 1]);
});
