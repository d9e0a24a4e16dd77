import { createHash, randomUUID } from 'node:crypto';
import type { Caller } from '@doudi/infra/http';
import type { CommissionRequest, FilePurpose, MilestoneNotice } from '@doudi/workflows';
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
  readonly milestones: {
    readonly kind: string;
    readonly at: string;
    readonly note: string | null;
    readonly sha256: string | null;
    readonly files: readonly number[];
  }[];
  readonly actions: { readonly action: string; readonly href: string; readonly fields: readonly string[] }[];
  readonly faults: { readonly at: string }[];
  readonly state: string;
  readonly brief: object | null;
  readonly round: number;
  readonly holder: string | null;
  readonly changedAt: string;
  readonly fileNo: number;
  readonly files: readonly {
    readonly fileNo: number;
    readonly purpose: string;
    readonly side: string;
    readonly name: string;
  }[];
  readonly engagements: readonly { readonly agencyNo: string }[];
}
const answered = ({ status, text, body, headers }: Response) => ({
  ...{ status, text, body: body as Body },
  headers: headers as Readonly<Record<string, string>>,
});

/** A file that differs from every other, as it is uploaded. */
export function aCommissionFile(purpose: FilePurpose, name = '文本.pdf') {
  const content = `%PDF-1.7\n% ${randomUUID()}\n%%EOF\n`;
  return { query: { purpose, name, sha256: createHash('sha256').update(content).digest('hex') }, content };
}

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
  const upload = async (caller: Caller, no: string, file: ReturnType<typeof aCommissionFile>, key: string = randomUUID()) =>
    answered(
      await request(url)
        .post(`/v1/commissions/${no}/files`)
        .query(file.query)
        .set({ Authorization: await tokenOf(caller), 'Idempotency-Key': key, 'Content-Type': 'application/pdf' })
        .send(file.content),
    ); // prettier-ignore
  /** Answers the number of a new file. */
  const giveFile = async (caller: Caller, no: string, purpose: FilePurpose): Promise<number> => {
    const { status, text, body } = await upload(caller, no, aCommissionFile(purpose));
    if (status !== 201) throw new Error(`${no} takes no ${purpose}: ${text}`);
    return body.fileNo;
  };
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
  return { read, post, act, upload, giveFile, engage, brief, aCommission, messagesOf };
}
