import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { failure } from '@doudi/infra/failure';
import type { Role } from '@doudi/infra/http';
import type { Document } from '@doudi/infra/openapi';
import { execa } from 'execa';

/** One fuzzing: with which program and configuration, against what, how much of it. */
export interface Fuzzing {
  readonly command: string;
  readonly document: string;
  readonly gateway: string;
  /** a new folder; what the program writes stays in it */
  readonly folder: string;
  readonly configuration: string;
  readonly maxExamples: number;
  readonly seed: number;
  /** real milliseconds until it is cut short */
  readonly withinMs: number;
  readonly signal: AbortSignal;
}

export interface Found {
  readonly cases: number;
  readonly violations: number;
  /** of a run with violations, what the program prints of each, with a curl line */
  readonly details: string;
}

/** Has one role ask everything it may, with every check, good data and bad, single requests and chains of them. */
export async function fuzzRole(role: Role, fuzzing: Fuzzing): Promise<Found> {
  const { command, folder, withinMs, signal } = fuzzing;
  writeFileSync(join(folder, 'schemathesis.toml'), fuzzing.configuration, { mode: 0o600 });
  const { stdout, exitCode, timedOut } = await execa(command, argumentsOf(role, fuzzing), {
    ...{ cwd: folder, reject: false, timeout: withinMs, cancelSignal: signal, all: true },
  });
  signal.throwIfAborted();
  if (timedOut)
    throw failure(`The fuzzing as ${role} took longer than it may; give it more minutes or fewer examples.`);
  const report = join(folder, 'report.json');
  if (!existsSync(report)) throw failure(`The fuzzer ended with ${exitCode} and no report:\n${stdout}`);
  const { test_cases: cases } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const found = cases.unique_failures + cases.errored;
  const violations = exitCode === 0 ? found : Math.max(1, found);
  return { cases: cases.generated, violations, details: violations > 0 ? failuresIn(stdout) : '' };
}

interface Report {
  readonly test_cases: {
    readonly generated: number;
    readonly unique_failures: number;
    readonly errored: number;
  };
}

function argumentsOf(role: Role, { document, gateway, maxExamples, seed }: Fuzzing): string[] {
  const { paths } = JSON.parse(readFileSync(document, 'utf8')) as Document;
  const its = Object.values(paths).flatMap((verbs) =>
    Object.values(verbs).filter((operation) => operation['x-public'] ?? operation['x-who-may'][role]),
  );
  return [
    ...['--config-file', 'schemathesis.toml', 'run', document, '--url', gateway, '--no-color'],
    ...['--checks', 'all', '--mode', 'all', '--phases', 'examples,coverage,fuzzing,stateful'],
    ...['--max-examples', String(maxExamples), '--seed', String(seed), '--continue-on-failure'],
    ...['--report', 'json', '--report-json-path', 'report.json', '--generation-database', 'none'],
    ...its.flatMap(({ operationId }) => ['--include-operation-id', String(operationId)]),
  ];
}

/** From the first heading of what went wrong to the summary. */
const failuresIn = (output: string) =>
  /=+ (?:FAILURES|ERRORS) =+[^]*?(?==+ SUMMARY)/.exec(output)?.[0] ?? output;
