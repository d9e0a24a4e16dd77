import { calendarStanding, markCalendar } from '@doudi/approval-workflows/reconcile';
import { orderWorkflowId, type Calendar, type CalendarNotice } from '@doudi/workflows';
import type { Finding } from './finding.ts';
import { asked, registrationIn, type Story } from './read-story.ts';
import type { Stores } from './stores.ts';

/** Compares the calendar an order's row is on with the one its workflow counts by. */
export async function compareCalendar(stores: Stores, about: string, story: Story): Promise<Finding[]> {
  const registered = registrationIn(story)?.calendar;
  const moved = asked(story, 'moveOrder').flatMap(({ answer }) => (answer ? [answer as Calendar] : []));
  const version = (moved.at(-1) ?? registered)?.version;
  if (version === undefined) return [];
  const { isKnown, own, inForce } = await calendarStanding(stores.approvals, about, version);
  if (own === version || own === null) return [];
  if (!isKnown)
    return [
      {
        about,
        says: `its workflow counts by the calendar ${version}, which PostgreSQL lacks: publish it again, under this version`,
      },
    ];
  const tell = () =>
    stores.temporal.client.workflow
      .getHandle(orderWorkflowId(about))
      .signal('calendarPublished', { version: inForce } satisfies CalendarNotice);
  return [
    {
      about,
      says: `PostgreSQL has it on the calendar ${own}, its workflow counts by ${version}`,
      mendRows: () => markCalendar(stores.approvals, about, version),
      ...(story.isRunning && version !== inForce && { mendWorkflow: tell }),
    },
  ];
}
