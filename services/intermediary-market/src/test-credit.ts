import type { Caller } from '@doudi/infra/http';
import type { CommissionRequest } from '@doudi/workflows';
import type { Response } from 'supertest';
import { sweepCredit } from './sweep-credit.ts';
import { enterprise, type TestService } from './test-service.ts';
import { requestsOf } from './test-requests.ts';

/** What the tests look at in the credit of an agency. */
export interface Credit {
  readonly score: number;
  readonly stars: number;
  readonly ratings: { readonly count: number; readonly of: number };
  readonly lines: readonly {
    readonly kind: string;
    readonly points: number;
    readonly what: { readonly zh: string; readonly en: string };
    readonly standing: string | null;
    readonly deduction: Deduction | null;
    readonly ratings: {
      readonly judge: string;
      readonly count: number;
      readonly of: number;
      mean: number | null;
    } | null;
  }[];
}
export interface Deduction {
  readonly deductionNo: number | null;
  readonly kind: string;
  readonly points: number;
  readonly at: string;
  readonly days: number | null;
  readonly promisedDay: string | null;
  readonly commissionNo: string | null;
  readonly milestone: number | null;
  readonly evidence: string | null;
  readonly appealUntil: string;
  readonly appeal: {
    readonly state: string;
    readonly text: string | null;
    readonly reason: string | null;
  } | null;
  readonly actions: readonly { readonly action: string; readonly href: string }[];
}

type Answered = Pick<Response, 'status'>;
const must = <A extends Answered & { text: string }>(answer: A): A => {
  if (answer.status >= 300) throw new Error(answer.text);
  return answer;
};

/** Agencies of one category and their owners in tests of credit; each test has an agency of its own. */
export function creditOf(service: TestService) {
  const people = requestsOf(service);
  const { pool, clock } = service;
  const at = (instant: string) => void (clock.at = Date.parse(`2026-${instant}+08:00`));
  const agencyOf = async (agencyNo: string): Promise<Caller> => {
    const { rows } = await pool.query<{ uscc: string }>('select uscc from agencies where agency_no = $1', [
      agencyNo,
    ]);
    return { subject: `p-${agencyNo}`, roles: ['agency'], uscc: rows[0]!.uscc };
  };
  /** Signed at the clock's instant, which is the beginning of the contract. */
  const signed = async (agencyNo: string, given: Partial<CommissionRequest> = {}): Promise<string> => {
    const no = await people.aCommission(given);
    must(await people.engage(no, agencyNo, { ...enterprise, uscc: given.uscc ?? enterprise.uscc }));
    must(await people.act(await agencyOf(agencyNo), no, 'signature'));
    return no;
  };
  const delivered = async (agencyNo: string, given: Partial<CommissionRequest> = {}): Promise<string> => {
    const no = await signed(agencyNo, given);
    must(await people.act(await agencyOf(agencyNo), no, 'deliverables'));
    return no;
  };
  const accepted = async (agencyNo: string, given: Partial<CommissionRequest> = {}): Promise<string> => {
    const no = await delivered(agencyNo, given);
    must(await people.act(enterprise, no, 'acceptance'));
    return no;
  };
  /** A deduction of five points, and its number. */
  const returned = async (agencyNo: string): Promise<number> => {
    const no = await delivered(agencyNo);
    must(await people.act(enterprise, no, 'return', { reason: '缺少节能篇章' }));
    return (await deductionsOf(agencyNo)).at(-1)!.deductionNo!;
  };
  const creditAs = async (reader: Caller, agencyNo: string): Promise<Credit> =>
    must(await people.read(reader, `/v1/agencies/${agencyNo}/credit`)).body as unknown as Credit;
  const credit = async (agencyNo: string): Promise<Credit & { readonly status: string }> => {
    const agency = await agencyOf(agencyNo);
    const read = await creditAs(agency, agencyNo);
    const { status } = (await people.read(agency, `/v1/agencies/${agencyNo}`)).body as unknown as {
      status: string;
    };
    return { ...read, status };
  };
  const deductionsOf = async (agencyNo: string): Promise<Deduction[]> =>
    (await credit(agencyNo)).lines.flatMap(({ deduction }) => deduction ?? []);
  const kindsTold = async (who: Caller): Promise<string[]> =>
    (await people.read(who, '/v1/inbox/intermediary-market/notices?limit=100')).body.items.map(
      ({ kind }) => kind,
    );
  const waits = async (who: Caller, kind: string) =>
    (await people.read(who, '/v1/inbox/intermediary-market?limit=100')).body.items.filter(
      (one) => one.kind === kind,
    );
  // the clock stands still while it sweeps
  const sweep = sweepCredit({ pool, now: () => Promise.resolve(clock.at) });
  const moving = { at, signed, delivered, accepted, returned, sweep };
  return { ...people, ...moving, agencyOf, credit, creditAs, deductionsOf, kindsTold, waits };
}
