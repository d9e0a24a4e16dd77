import { Command } from 'commander';
import pg from 'pg';
import { failure } from '@doudi/infra/failure';
import { temporalClient } from '@doudi/infra/temporal';
import { temporaryFolder } from '@doudi/local';
import { type Cleanup, loadDotEnv, openCleanup, print, run, stackSettings, up } from '@doudi/stack';
import { bareSide } from './bench-temporal/bare-side.ts';
import { compare, workerFigure, type Result, type Sizes } from './bench-temporal/compare.ts';
import { inspectOrder, orderFigures } from './bench-temporal/inspect-order.ts';
import { productSide } from './bench-temporal/product-side.ts';
import { byKind } from './bench-temporal/statements.ts';
import { processorLine, rows } from './bench-temporal/table.ts';
import { endlessLimits } from './commands/endless-limits.ts';
import { wholeNumber } from './commands/whole-number.ts';

const { statements, ...sizes } = new Command('npm run bench:temporal --')
  .description(
    'Measures whole orders, openings, decisions and a storm of cases beside bare workflows of the same counts, on one Temporal.',
  )
  .option('--rounds <n>', 'of each measure and side', wholeNumber(1, 100), 3)
  .option('--orders <n>', 'walked at once', wholeNumber(1, 100), 4)
  .option('--storm <n>', 'cases of one instant; 0 for none', wholeNumber(0, 2_000), 20)
  .option('--statements', 'lists the statements of an order, too', false)
  .allowExcessArguments(false)
  .parse()
  .opts<Sizes & { readonly statements: boolean }>();

await run(async (signal) => {
  loadDotEnv();
  const folder = temporaryFolder();
  const cleanup = await openCleanup({ dataFolder: folder, temporary: true, report: print });
  signal.addEventListener('abort', () => void cleanup.stop());
  try {
    await benchTemporal(cleanup, folder, signal);
  } catch (error) {
    throw signal.aborted ? failure('Stopped.', { cause: error }) : error;
  } finally {
    await cleanup.stop();
  }
  process.exit(0);
});

async function benchTemporal(cleanup: Cleanup, folder: string, signal: AbortSignal): Promise<void> {
  const stack = await startStack(cleanup, signal);
  const { temporalAddress, databaseUrl } = stack;
  const db = new pg.Client({ connectionString: databaseUrl });
  // a PostgreSQL that ends makes the next statement fail, not the process
  db.on('error', () => undefined);
  await db.connect();
  cleanup.onStop(() => db.end());
  // never closed: the library throws out of a timer when a call is repeated after that, and the process ends anyway
  const temporal = temporalClient({ address: temporalAddress, namespace: 'default' });
  const bare = await bareSide({ temporal, temporalAddress, folder, cleanup });
  const sides = { product: productSide(stack, db), bare };
  const order = await inspectOrder({ sides, temporal, stack, db });
  const results = await compare(sides, sizes, print);
  print(`\nThe product beside bare workflows on the same Temporal, the middle of ${sizes.rounds} rounds`);
  rows([...results, ...workerFigure(results), ...orderFigures(order)]).forEach(print);
  print('\nProcessor milliseconds by process; bench is the callers and, of the product, the gateway');
  processorLines(results).forEach(print);
  if (!statements) return;
  print('\nStatements of an order');
  for (const [statement, times] of byKind(order.statements))
    print(`${String(times).padStart(5)}  ${statement.slice(0, 160)}`);
}

/** The stack on stores of its own, whatever stores are given: they are filled, and thrown away. */
async function startStack(cleanup: Cleanup, signal: AbortSignal) {
  const { cacheFolder } = stackSettings(process.env);
  const starting = up({
    ...{ dataFolder: temporaryFolder(), temporary: true, cacheFolder },
    ...{ nodeEnv: 'development', logLevel: 'warn', report: print, signal },
    limits: endlessLimits,
  });
  cleanup.onStop(() =>
    starting.then(
      (stack) => stack.stop(),
      () => undefined,
    ),
  );
  return starting;
}

function processorLines(results: readonly Result[]): string[] {
  const sides = ['product', 'bare'] as const;
  return results.flatMap(({ one, processor }) =>
    one ? sides.map((side) => processorLine(`${one}, ${side}`, processor[side])) : [],
  );
}
