import type { ActivityInterfaceFor } from '@temporalio/workflow';
import { inBoth, wordsIn } from '../domain/words.ts';
import type {
  ApprovalActivities,
  IntakeActivities,
  MarketActivities,
  RecordedEvent,
} from '../messages/activities.ts';

type Call = (...args: never[]) => unknown;
type SummariesOf<A> = {
  readonly [K in keyof A]: A[K] extends (...args: infer P) => unknown ? (...args: P) => string : never;
};

/** What each call of an activity is for, as the Temporal UI shows it: words, codes and numbers, never a text of a person. */
const summaries = {
  registerOrder: ({ orderNo }) => `${inBoth('register')} · ${orderNo}`,
  projectStep: ({ step, events }) => `${inBoth(step.code)}: ${events.map(eventWords).join(', ')}`,
  projectOrder: ({ orderNo, events }) => `${orderNo}: ${events.map(eventWords).join(', ')}`,
  projectCase: ({ caseNo }, { events }) => `${caseNo}: ${events.map(eventWords).join(', ')}`,
  readOrderNews: (orderNo) => `${inBoth('read-clock')} · ${orderNo}`,
  numberCase: (_orderNo, step) => `${inBoth('number-case')} · ${inBoth(step)}`,
  raiseCase: ({ step, cause }) => `${inBoth('raise-case')} · ${inBoth(step)} · ${inBoth(cause)}`,
  findDecided: (orderNo) => `${inBoth('find-decided')} · ${orderNo}`,
  findSupply: (_orderNo, task) => `${inBoth('find-supply')} · ${inBoth(task)}`,
  findArrival: (_orderNo, kinds) => `${inBoth('find-arrival')} · ${kinds.map(inBoth).join(', ')}`,
  moveOrder: (_orderNo, version) => `${inBoth('move-calendar')} · ${version}`,
  publishVersion: (version) => `${inBoth('publish')} · ${version}`,
  moveOpenOrders: (version) => `${inBoth('move-orders')} · ${version}`,
  closeReceipt: (orderNo, { outcome }) => `${inBoth('close-receipt')} · ${orderNo}: ${inBoth(outcome)}`,
  openCommission: ({ task }) => `${inBoth('open-commission')} · ${inBoth(task)}`,
  endCommission: (commissionNo) => `${inBoth('end-commission')} · ${commissionNo}`,
} satisfies SummariesOf<ApprovalActivities & IntakeActivities & MarketActivities>;

/** What an event was, in both languages: the light it lit, the verdict it gave, the state it brought, else its kind. */
function eventWords({ kind, detail }: RecordedEvent): string {
  const task = typeof detail['task'] === 'string' ? `${inBoth(detail['task'])} ` : '';
  const what =
    kind === 'light-undone' ? kind : (detail['light'] ?? detail['verdict'] ?? detail['state'] ?? kind);
  const { zh, en } = wordsIn('event', String(what));
  return `${task}${zh} ${en}`;
}

/** The server takes 400 bytes; a Chinese character has three. */
const mostCharacters = 100;

/** The activities with their summaries. */
export function withSummaries<A extends object>(activities: ActivityInterfaceFor<A>): A {
  type Proxied = Record<
    string,
    { executeWithOptions(options: { summary: string }, args: unknown[]): unknown }
  >;
  const proxied = activities as unknown as Proxied;
  return Object.fromEntries(
    Object.entries(summaries).map(([name, summaryOf]: [string, Call]) => [
      name,
      (...args: never[]) =>
        proxied[name]?.executeWithOptions(
          { summary: String(summaryOf(...args)).slice(0, mostCharacters) },
          args,
        ),
    ]),
  ) as A;
}
