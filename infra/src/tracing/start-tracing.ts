import type { ClientOptions } from '@temporalio/client';
import type { WorkerInterceptors } from '@temporalio/worker';

/** How calls of Temporal's client, and of a worker's activities, join the trace of who made them. */
export interface Tracing {
  readonly client: NonNullable<ClientOptions['interceptors']>;
  readonly worker: WorkerInterceptors;
  /** sends what is left, for at most five real seconds */
  readonly stop: () => Promise<void>;
}

/** Real milliseconds a stop waits for a collector. */
const lastSpansMs = 5_000;

/**
 * Sends the spans of this process to the collector at `endpoint` (OTLP by HTTP, as JSON). Without one nothing is loaded and every span is
 * left out. How many traces are taken the library reads from OTEL_TRACES_SAMPLER, headers for the collector from OTEL_EXPORTER_OTLP_HEADERS.
 */
export async function startTracing(
  service: string,
  endpoint: string | undefined,
): Promise<Tracing | undefined> {
  if (!endpoint) return undefined;
  const [{ NodeTracerProvider }, { BatchSpanProcessor }, { OTLPTraceExporter }, { Resource }, temporal] =
    await Promise.all([
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/sdk-trace-base'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
      import('@temporalio/interceptors-opentelemetry'),
    ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: new Resource({ 'service.name': service }),
    spanProcessors: [new BatchSpanProcessor(exporter, { exportTimeoutMillis: lastSpansMs })],
  });
  provider.register();
  const { OpenTelemetryWorkflowClientInterceptor, OpenTelemetryActivityInboundInterceptor } = temporal;
  return {
    client: { workflow: [new OpenTelemetryWorkflowClientInterceptor()] },
    worker: { activity: [(context) => ({ inbound: new OpenTelemetryActivityInboundInterceptor(context) })] },
    // a collector that is away must not fail a stop
    stop: () => provider.shutdown().catch(() => undefined),
  };
}
