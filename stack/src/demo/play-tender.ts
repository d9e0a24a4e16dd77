import { createHash, randomBytes } from 'node:crypto';
import { commissionNoOf, type Day } from '@doudi/workflows';
import type { List } from './answers.ts';
import { dayOf } from './office.ts';
import { same, type Stage } from './play-script.ts';
import { samplePaper } from './sample-paper.ts';
import type { Script } from './script.ts';
import { waitFor } from './wait-for.ts';

const task = 'scheme-design';
const day = (text: string) => text as Day;
const [cheaper, other] = ['agency-dsn-2', 'agency-dsn'];
const bids = { [cheaper]: { priceYuan: 95_000, days: 10 }, [other]: { priceYuan: 98_000, days: 10 } };
const brief = { way: 'lowest-price', requirements: '厂区总平面及单体方案设计', ceilingYuan: 120_000 };

interface Seen {
  readonly state: string;
  readonly round: number;
  readonly agencyNo: string | null;
  readonly engagements: readonly {
    readonly agencyNo: string;
    readonly priceYuan: number;
    readonly endedBy: string | null;
    readonly endedAt: string | null;
    readonly signedAt: string | null;
    readonly dueDay: string | null;
  }[];
}

/**
 * An agency is found by a tender: two bid under seal, the lower price wins, its agency does not sign and loses the work by itself, and the
 * one ranked next signs, having read project, brief, price and due day.
 */
export async function playTender(stage: Stage, script: Script, orderNo: string): Promise<string> {
  const { api, office } = stage;
  const path = `/v1/commissions/${commissionNoOf(orderNo, task)}`;
  const seen = (what: string, isSo: (one: Seen) => boolean) =>
    waitFor({ what: `${what} of ${orderNo}`, signal: office.signal }, async () => {
      const one = await api.find<Seen>(script.enterprise, path);
      return one && isSo(one) && one;
    });
  await office.untilDay(day('2017-07-20'));
  await seen('the commission', ({ state }) => state === 'briefing');
  await api.post(script.enterprise, `${path}/brief`, brief);
  await api.post(script.enterprise, `${path}/tender`, {});
  for (const [who, bid] of Object.entries(bids))
    await api.post(who, `${path}/bids`, { ...bid, nonce: randomBytes(16).toString('hex') });
  await office.untilDay(day('2017-07-24'));
  await seen('the opening of the bids', ({ state }) => state === 'selecting');
  await api.post(script.enterprise, `${path}/award`, {});
  await office.untilDay(day('2017-07-28'));
  await seen('the next round', ({ round }) => round === 2);
  await api.post(other, `${path}/signature`, {});
  const signed = await seen('the signature', ({ state }) => state === 'working');
  return same(`the tender of ${orderNo}`, lineOf(signed), expected);
}

/** The agency hands in its result as a file, the enterprise accepts it, and it is a paper of the project, on the list of the review that follows. */
export async function playResult(stage: Stage, script: Script, orderNo: string): Promise<string> {
  const { api, office } = stage;
  const path = `/v1/commissions/${commissionNoOf(orderNo, task)}`;
  await office.untilDay(day('2017-08-09'));
  const pdf = samplePaper(`${script.project.code} scheme by A016`);
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  const says = new URLSearchParams({ purpose: 'result', name: '设计方案.pdf', sha256 });
  const { fileNo } = await api.upload<{ fileNo: number }>(other, `${path}/files?${says.toString()}`, pdf);
  await api.post(other, `${path}/deliverables`, { files: [fileNo] });
  await api.post(script.enterprise, `${path}/acceptance`, {});
  const papers = `/v1/projects/${script.project.code}/papers?kind=scheme-text`;
  const paper = await waitFor({ what: `the paper of ${path}`, signal: office.signal }, async () => {
    const { items } = await api.get<List<Paper>>(script.enterprise, papers);
    return items.find(({ fromCommission }) => fromCommission?.fileNo === fileNo);
  });
  same(`the paper of ${orderNo}`, paper.sha256, sha256);
  return `scheme-design of ${orderNo} accepted ${dayOf(paper.givenAt)}: the file of A016 is paper ${paper.paperNo}, ${paper.kind} version ${paper.version}`;
}

interface Paper {
  readonly paperNo: string;
  readonly kind: string;
  readonly version: number;
  readonly sha256: string;
  readonly givenAt: string;
  readonly fromCommission: { readonly fileNo: number } | null;
}

const expected =
  'scheme-design by tender: A017 wins at 95000 yuan, does not sign, lapse 2017-07-27; A016 signs 2017-07-28 at 98000 yuan, due 2017-08-11';

function lineOf({ engagements: [lost, won] }: Seen): string {
  const ofLost = `${lost?.agencyNo} wins at ${lost?.priceYuan} yuan, does not sign, ${lost?.endedBy} ${lost?.endedAt?.slice(0, 10)}`;
  const ofWon = `${won?.agencyNo} signs ${won?.signedAt && dayOf(won.signedAt)} at ${won?.priceYuan} yuan, due ${won?.dueDay}`;
  return `${task} by tender: ${ofLost}; ${ofWon}`;
}
