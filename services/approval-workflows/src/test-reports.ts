import type { Case } from '@doudi/workflows';
import request from 'supertest';
import { findCase } from './cases.ts';
import type { TestService } from './test-service.ts';

export type Who = keyof TestService['tokens'];
export interface Answered<Body> {
  readonly status: number;
  readonly body: Body;
}
export interface Receipt {
  readonly caseNo: string;
  readonly trackingCode: string;
}

/** What a person of the tests leaves with a case. */
export const aContact = { name: '样例联系人甲', phone: '13800138765', address: '样例市样例街道1号' };

/** Asks a service in somebody's name, or in nobody's. */
export const asking = (service: () => TestService) => ({
  get: async <Body>(who: Who | null, path: string): Promise<Answered<Body>> =>
    request(service().url)
      .get(path)
      .set(who ? { Authorization: service().tokens[who] } : {}),
  post: async <Body>(who: Who | null, path: string, body: object): Promise<Answered<Body>> =>
    request(service().url)
      .post(path)
      .set({ 'Idempotency-Key': crypto.randomUUID(), ...(who && { Authorization: service().tokens[who] }) })
      .send(body),
});

/** Writes over a part of a case, as its workflow would have. */
export async function rewrite({ activities, pool }: TestService, caseNo: string, part: Partial<Case>) {
  const row = await findCase(pool, caseNo);
  if (!row) throw new Error(`no case ${caseNo}`);
  const one = { ...row.record, ...part, events: row.record.events + 1 };
  await activities.projectCase({ caseNo }, { caseNo, generation: 1, case: one, events: [] });
}
