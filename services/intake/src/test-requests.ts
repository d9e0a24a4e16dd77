import { createHash, randomUUID } from 'node:crypto';
import request from 'supertest';
import { ours, type TestService } from './test-service.ts';

export type Who = keyof TestService['tokens'];

interface Shown {
  readonly code: string;
  readonly name: string;
  readonly subject: string;
  readonly projectCode: string;
  readonly orderNo: string;
  readonly mandateNo: string;
  readonly paperNo: string;
  readonly version: number;
  readonly replaces: string | null;
}

/** What tests read of an answer; a field is there where its URL answers it. */
interface Heard {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Shown & {
    readonly projectCode: string;
    readonly state: string;
    readonly revokedAt: string;
    readonly receivedAt: string;
    readonly withdrawnAt: string;
    readonly warnings: unknown;
    readonly faults: readonly { readonly at: string }[];
    readonly items: readonly Shown[];
    readonly next: string | null;
  };
}
interface Asking extends PromiseLike<Heard> {
  expect(status: number): Asking;
}

/** A paper that differs from every other, as it is uploaded. */
export function aPaper(says: Readonly<Record<string, string>> = {}) {
  const content = `%PDF-1.7\n% ${randomUUID()}\n%%EOF\n`;
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { query: { kind: 'site-plan', name: '总平面图.pdf', sha256, ...says }, content };
}

/** People at the service: requests in their name, and what most tests need to have happened before. */
export function requestsOf({ url, tokens }: TestService) {
  let serial = 0;
  const ask = (who: Who, path: string): Asking => request(url).get(path).set('Authorization', tokens[who]);
  const send = (who: Who, path: string, body: object = {}, key: string = randomUUID()): Asking =>
    request(url).post(path).set('Authorization', tokens[who]).set('Idempotency-Key', key).send(body);

  const upload = (who: Who, projectCode: string, paper = aPaper(), key: string = randomUUID()): Asking =>
    request(url)
      .post(`/v1/projects/${projectCode}/papers`)
      .query(paper.query)
      .set({ Authorization: tokens[who], 'Idempotency-Key': key, 'Content-Type': 'application/pdf' })
      .send(paper.content);
  const givePaper = async (who: Who, projectCode: string, says: Readonly<Record<string, string>> = {}) =>
    (await upload(who, projectCode, aPaper(says)).expect(201)).body;

  const put = (who: Who, path: string, body: object, ifMatch?: string): Asking => {
    const asked = request(url).put(path).set('Authorization', tokens[who]);
    if (ifMatch) void asked.set('If-Match', ifMatch);
    return asked.set('Idempotency-Key', randomUUID()).send(body);
  };

  const aProject = (changes: object = {}) => ({
    code: `2017-330683-29-03-${String((serial += 1)).padStart(6, '0')}`,
    name: '年产50万台测试集成灶扩建',
    uscc: ours,
    enterpriseName: '浙江样例云栈新材料有限公司',
    investmentYuan: 5_500_000,
    landHectares: 1.25,
    industry: '家用厨房电器具制造',
    ...changes,
  });
  const registered = async (changes: object = {}): Promise<string> => {
    const project = aProject(changes);
    await send('agent', '/v1/projects', project).expect(201);
    return project.code;
  };
  const mandated = async (projectCode: string, changes: object = {}): Promise<string> => {
    const mandate = {
      projectCode,
      agentId: 'agent-1',
      scopes: ['order'],
      expiresAt: '2099-12-31T17:00:00+08:00',
    };
    const { body } = await send('enterprise', '/v1/mandates', { ...mandate, ...changes }).expect(201);
    return body.mandateNo;
  };
  const ordered = async (who: Who = 'enterprise', changes: object = {}): Promise<string> => {
    const projectCode = await registered();
    await mandated(projectCode);
    const { body } = await send(who, '/v1/orders', { projectCode, track: '50', ...changes }).expect(201);
    return body.orderNo;
  };
  return { ask, send, upload, givePaper, put, aProject, registered, mandated, ordered };
}
