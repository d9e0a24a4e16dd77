import {
  caseProgress,
  isRefusal,
  openCase,
  openStep,
  shippedCalendar,
  stepProgress,
  type CaseEvent,
  type CaseReceipt,
  type DecisionReceipt,
  type StepEvent,
} from '@doudi/workflows';
import { givePapers } from '@doudi/testing/database/give-papers';
import request from 'supertest';
import { anOrder, orderWithACase, receivedAt, testService, type TestService } from './test-service.ts';
import { refuse } from './words.ts';

let service: TestService;
let caseNo: string;
const order = anOrder();
beforeAll(async () => {
  service = await testService();
  await givePapers(service.database.url, order);
  caseNo = await orderWithACase(service, order);
});
afterAll(() => service.close());
beforeEach(() => void (service.workflows.asked.length = 0));

/** One person with every duty of department and window. */
const everything = {
  subject: 'p-both',
  roles: ['reviewer', 'checker', 'fallback-officer', 'supervisor'],
  department: 'DRC',
} as const;

async function send(path: string, body: object): Promise<void> {
  const headers = { Authorization: await service.bearer(everything), 'Idempotency-Key': crypto.randomUUID() };
  await request(service.url).post(path).set(headers).send(body).expect(200);
}
/** What the workflow was asked, as the events its rule judges. */
const asked = <Event>(kinds: readonly string[]) =>
  service.workflows.asked.map(({ arg }, index) => ({
    ...(arg as object),
    kind: kinds[index],
    at: receivedAt,
  })) as Event[];

test('who has reviewed has access to check the same task, and is refused by the rule', async () => {
  const answer: DecisionReceipt = { task: 'record', state: 'checking', at: receivedAt, stepClosed: false };
  service.workflows.answer = answer;
  await send(`/v1/tasks/${order.orderNo}/record/review`, { opinion: 'approve' });
  await send(`/v1/tasks/${order.orderNo}/record/check`, { verdict: 'approve' });
  const [review, check] = asked<StepEvent>(['review', 'check']);
  const [planned] = order.plan.steps;
  const reviewed = stepProgress(openStep(planned!, receivedAt), review!);
  if (isRefusal(reviewed)) throw new Error(reviewed.refused);
  expect(stepProgress(reviewed, check!)).toEqual({ refused: 'same-person' });
});

test('who has proposed to close a case has access to confirm it, and is refused by the rule', async () => {
  service.workflows.answer = {
    caseNo,
    at: receivedAt,
    seq: 2,
    level: 'L1',
    state: 'confirming',
    outcome: null,
  } satisfies CaseReceipt;
  await send(`/v1/cases/${caseNo}/closing`, {
    ...{ outcome: 'cannot-by-law', note: '法律禁止' },
    ...{ legalBasis: '《城乡规划法》第四十条', alternative: '另行选址', remedy: '六十日内申请行政复议' },
  });
  await send(`/v1/cases/${caseNo}/confirmation`, { agrees: true });
  const [close, confirm] = asked<CaseEvent>(['close', 'confirm']);
  const opened = openCase({ openedAt: receivedAt, way: 'counter', cause: 'policy' });
  const proposed = caseProgress(shippedCalendar, opened, close!);
  if (isRefusal(proposed)) throw new Error(proposed.refused);
  expect(caseProgress(shippedCalendar, proposed, confirm!)).toEqual({ refused: 'same-person' });
});

test('the refusal of the same person is answered with 409', () => {
  expect(refuse({ refused: 'same-person' }).problem).toMatchObject({ type: 'same-person', status: 409 });
});
