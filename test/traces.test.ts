import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { workflowBundle } from '@doudi/approval-workflows/bundled-workflows';
import { temporaryFolder } from '@doudi/local';
import { allHistories, replayHistories } from '@doudi/testing/temporal/replay-histories';
import { testTemporal, type TestTemporal } from '@doudi/testing/temporal/test-temporal';
import { people } from '../stack/src/issuer/people.ts';
import { seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { bundleOf } from '@doudi/testing/temporal/changed-workflows';
import { testStack } from './stack.ts';
import { walkOrder } from './walk-order.ts';

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string };
}
interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly Omit<Span, 'service'>[] }[];
  }[];
}
interface Span {
  readonly service: string;
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
}

/** A collector that keeps what it is sent. */
async function openCollector() {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      bodies.push(Buffer.concat(parts).toString());
      response.setHeader('Content-Type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const spans = (): Span[] =>
    bodies
      .flatMap((body) => (JSON.parse(body) as Sent).resourceSpans)
      .flatMap(({ resource, scopeSpans }) => {
        const service =
          resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
        return scopeSpans.flatMap((scope) => scope.spans.map((span) => ({ service, ...span })));
      });
  const close = () => new Promise((resolve) => server.closeAllConnections() ?? server.close(resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies, spans, close };
}

const note = '此处文字不得进入追踪';
const folder = temporaryFolder();
let collector: Awaited<ReturnType<typeof openCollector>>;
let temporal: TestTemporal;
let system: Awaited<ReturnType<typeof testStack>>;
beforeAll(async () => {
  [collector, temporal] = await Promise.all([openCollector(), testTemporal()]);
  // milliseconds between two deliveries
  const tracing = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '200' };
  system = await testStack({ realDayMs: 3_600_000, temporal, limits: tracing });
}, 120_000);
afterAll(async () => {
  await system?.stop();
  await Promise.all([temporal?.close(), collector?.close()]);
  rmSync(folder, { recursive: true });
}, 60_000);

/** The spans of the trace that begins with a span of that name, once one of each other name is there. */
const traceOf = (root: string, names: readonly string[]) =>
  waitFor({ what: `the trace of ${root}` }, () => {
    const spans = collector.spans();
    const first = spans.find(({ name }) => name === root);
    const trace = spans.filter(({ traceId }) => traceId === first?.traceId);
    const isThere = names.every((wanted) => trace.some(({ name }) => name === wanted));
    return Promise.resolve(first !== undefined && isThere && { first, trace });
  });

/** From a span up to the first of its trace. */
function upFrom(trace: readonly Span[], name: string): string[] {
  const path: string[] = [];
  let span = trace.find((one) => one.name === name);
  for (; span; span = trace.find(({ spanId }) => spanId === span?.parentSpanId)) path.push(span.name);
  return path;
}

test('a decision is one trace: request, call of the workflow, activity, statement', async () => {
  const { orderNo } = await walkOrder(system.api, { ...seedCase, tasks: [] });
  await system.api.post('reviewer-drc', `/v1/tasks/${orderNo}/record/review`, { opinion: 'approve', note });
  const request = 'POST /v1/tasks/:orderNo/:task/review';
  const { trace } = await traceOf(request, ['RunActivity:projectStep', request]);
  expect(upFrom(trace, 'RunActivity:projectStep')).toEqual([
    'RunActivity:projectStep',
    'StartWorkflowUpdate:review',
    request,
  ]);
  const ofActivity = trace.find(({ name }) => name === 'RunActivity:projectStep')?.spanId;
  const statements = trace.filter(
    ({ name, parentSpanId }) => name.startsWith('SQL ') && parentSpanId === ofActivity,
  );
  expect(statements.map(({ name }) => name)).toContain('SQL begin');
});

test('an order that is opened at one service and put on record at another is one trace', async () => {
  const { trace } = await traceOf('POST /v1/orders', ['RunActivity:registerOrder', 'POST /v1/orders']);
  const serviceOf = (wanted: string) => trace.find(({ name }) => name === wanted)?.service;
  expect(serviceOf('POST /v1/orders')).toBe('intake');
  expect(serviceOf('RunActivity:registerOrder')).toBe('approval-workflows');
});

test('no note, no name, no token and nobody’s id stands in a span', () => {
  const all = collector.bodies.join('\n');
  expect(all).toContain('SQL');
  const ids = Object.values(people).map(({ subject }) => `"${subject}"`);
  for (const secret of [
    note,
    seedCase.project['enterpriseName'],
    seedCase.project['uscc'],
    'Bearer',
    'eyJ',
    ...ids,
  ])
    expect(all).not.toContain(secret);
});

test('workflows that ran with traces go on without them, and with code that forwards none', async () => {
  const histories = await allHistories(temporal.connection, temporal.namespace);
  expect(JSON.stringify(histories)).toContain('_tracer-data');
  expect(await replayHistories(workflowBundle, histories)).toEqual([]);
  expect(await replayHistories(await bundleOf([], join(folder, 'plain')), histories)).toEqual([]);
});
