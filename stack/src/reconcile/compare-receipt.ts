import {
  compareReceipt,
  followsTrack,
  followTold,
  hasSentWithdrawal,
  markClosed,
  renumberReceipt,
  reopenReceipt,
  restoreReceipt,
  sendWithdrawalAgain,
  type ToldChange,
} from '@doudi/intake/reconcile';
import type { OrderClosing, ReceivedOrder } from '@doudi/workflows';
import type { Finding } from './finding.ts';
import { orderWrites } from './projections.ts';
import { asked, type Story } from './read-story.ts';
import type { Stores } from './stores.ts';

/** With `isInTheWay`, nothing else of the order can be put right before a person has decided. */
type ReceiptFinding = Finding & { readonly isInTheWay?: true };

/** Compares the receipt of an order, and its withdrawal. */
export async function compareReceiptOf(
  { intake }: Stores,
  order: ReceivedOrder,
  story: Story,
): Promise<ReceiptFinding[]> {
  const { orderNo: about, projectCode } = order;
  const closing = closingOf(story);
  const restore = () => restoreReceipt(intake, order, closing);
  switch (await compareReceipt(intake, order, closing)) {
    case 'missing':
      return [{ about, says: 'its receipt is lost', mendRows: restore }];
    case 'missing-with-project':
      return [
        {
          about,
          says: `its receipt and its project ${projectCode} are lost: have the project registered again, then reconcile again`,
          asks: { what: 'register project', of: projectCode },
          isInTheWay: true,
        },
      ];
    case 'project-has-another':
      return [
        {
          about,
          says: `it runs in Temporal, but its project ${projectCode} has another open order: one of the two must be withdrawn`,
          isInTheWay: true,
        },
      ];
    case 'of-another':
      return [
        {
          about,
          says: 'the number was given out a second time: the receipt that has not started gets another, and its holder must be told',
          mendRows: async () => {
            await renumberReceipt(intake, about);
            await restore();
          },
        },
      ];
    case 'attached-to-another':
      return [
        {
          about,
          says: `Temporal runs it for project ${projectCode}, but its receipt is of another project and counts as started`,
          isInTheWay: true,
        },
      ];
    case 'not-closed':
      return closing
        ? [
            {
              about,
              says: 'its receipt is open, but it has ended',
              mendRows: () => markClosed(intake, about, closing),
            },
          ]
        : [];
    case 'closed-too-early':
      return [
        { about, says: 'its receipt is closed, but it runs', mendRows: () => reopenReceipt(intake, about) },
      ];
    case 'withdrawn-here':
    case 'equal':
      return [
        ...(await compareTrack(intake, order, story)),
        ...(await compareWithdrawal(intake, about, story)),
      ];
  }
}

async function compareTrack(
  intake: Stores['intake'],
  order: ReceivedOrder,
  story: Story,
): Promise<Finding[]> {
  const told = trackChangesIn(story, order);
  if (await followsTrack(intake, order, told)) return [];
  return [
    {
      about: order.orderNo,
      says: 'its receipt goes by another track or other days than its workflow',
      mendRows: () => followTold(intake, order, told),
    },
  ];
}

/** The changes of track that its workflow has made, in order. */
const trackChangesIn = (story: Story, { plan: first }: ReceivedOrder): ToldChange[] =>
  orderWrites(story)
    .flatMap(({ events, plan }) => {
      const [event] = events;
      return event?.kind === 'track-changed' && plan && event.by ? [{ ...event, by: event.by, plan }] : [];
    })
    .map(({ seq, at, by, plan }, i, all) => ({ seq, at, by, plan, former: all[i - 1]?.plan ?? first }));

/** How the order ended: it asks for its receipt to be closed before it has ended itself. */
const closingOf = (story: Story): OrderClosing | undefined =>
  asked(story, 'closeReceipt').map(({ args }) => args[1] as OrderClosing)[0];

async function compareWithdrawal(
  intake: Stores['intake'],
  about: string,
  { isRunning, signals }: Story,
): Promise<Finding[]> {
  const isTold = signals.some(({ name }) => name === 'withdraw');
  if (!isRunning || isTold || !(await hasSentWithdrawal(intake, about))) return [];
  return [
    {
      about,
      says: 'its workflow was not told that it is withdrawn',
      mendRows: () => sendWithdrawalAgain(intake, about),
    },
  ];
}
