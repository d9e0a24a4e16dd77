import { randomUUID } from 'node:crypto';
import type { Caller } from '@doudi/infra/http';
import type { CommissionRequest, MilestoneNotice } from '@doudi/workflows';
import request, { type Response } from 'supertest';
import { aRequest, enterprise, supervisor, type TestService } from './test-service.ts';

/** What the tests look at in answers; each answer has some of it. */
interface Body {
  readonly items: {
    readonly commissionNo: string;
    readonly agencyNo: string;
    readonly listed: number;
    readonly about: string;
    readonly kind: string;
  }[];
  readonly next: string | null;
  readonly milestones: { readonly kind: string; readonly at: string; readonly note: string | null }[];
  readonly actions: { readonly action: string; readonly href: string; readonly fields: readonly string[] }[];
  readonly faults: { readonly at: string }[];
  readonly state: string;
  readonly brief: object | null;
  readonly round: number;
  readonly holder: string | null;
  readonly changedAt: string;
  readonly engagements: readonly { readonly agencyNo: string }[];
}
const answered = ({ status, text, body }: Response) => ({ status, text, body: body as Body });

/** People at the market: requests in their name, and what most tests need to have happened before. */
export function requestsOf({ url, tokenOf, pool, activities }: TestService) {
  const read = async (caller: Caller, path: string) => {
    const authorization = await tokenOf(caller);
    return answered(await request(url).get(path).set('Authorization', authorization));
  };
  const post = async (caller: Caller, path: string, body: object = {}, key: string = randomUUID()) => {
    const headers = { Authorization: await tokenOf(caller), 'Idempotency-Key': key };
    return answered(await request(url).post(path).set(headers).send(body));
  };
  const act = (caller: Caller, no: string, what: string, body?: object, key?: string) =>
    post(caller, `/v1/commissions/${no}/${what}`, body, key);
  /** Engages directly, under a brief where there is none yet. */
  const engage = async (no: string, agencyNo = 'A016', caller: Caller = enterprise) => {
    const { body } = await read(supervisor, `/v1/commissions/${no}`);
    if (body.state === 'briefing' && body.brief === null) await brief(no, {}, caller);
    return act(caller, no, 'engagement', { agencyNo, priceYuan: 98_000 });
  };
  const brief = (no: string, given: object = {}, caller: Caller = enterprise) =>
    act(caller, no, 'brief', { way: 'direct', requirements: '方案设计一套', ...given });
  const aCommission = async (given: Partial<CommissionRequest> = {}): Promise<string> => {
    const asked = aRequest(given);
    await activities.openCommission(asked);
    return asked.commissionNo;
  };
  const messagesOf = async (no: string): Promise<MilestoneNotice[]> => {
    const statement = 'select payload from outbox where commission_no = $1 order by seq';
    return (await pool.query<{ payload: MilestoneNotice }>(statement, [no])).rows.map(
      ({ payload }) => payload,
    );
  };
  return { read, post, act, engage, brief, aCommission, messagesOf };
}
