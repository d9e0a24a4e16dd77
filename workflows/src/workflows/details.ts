import { setCurrentDetails } from '@temporalio/workflow';
import type { Day } from '../domain/calendar.ts';
import type { Instant } from '../domain/instant.ts';
import { shanghaiMinute } from '../domain/shanghai-time.ts';
import { inBoth } from '../domain/words.ts';

/** What a row says, or null where there is nothing to say; `code` is one of `words`. */
export type DetailRow = readonly [code: string, value: string | null];

/**
 * The small table an administrator sees beside a workflow in the Temporal UI. It is written when an event happens and stays as
 * it is until the next, so a row may only say what does not change between two events: never days used or a count-down.
 */
export function showDetails(rows: readonly DetailRow[]): void {
  const lines = rows.flatMap(([code, value]) => (value === null ? [] : [`| ${label(code)} | ${value} |`]));
  setCurrentDetails(['| | |', '|---|---|', ...lines].join('\n'));
}

/** The UI puts no space between columns and breaks lines at spaces: a label brings its own space and is not broken. */
const label = (code: string): string => `${inBoth(code).replaceAll(' ', '\u00a0')}\u2003`;

/** The day something is due, and since when it is late if it is. */
export const dueRows = (
  dueDay: Day | null,
  { isProvisional, lateSince }: { isProvisional: boolean; lateSince: Instant | null },
): DetailRow[] => [
  ['due', dueDay && `${dueDay}${isProvisional ? ` (${inBoth('provisional')})` : ''}`],
  ['late-since', lateSince === null ? null : shanghaiMinute(lateSince)],
];

/** Where people read the progress of the order in a browser. */
export const pageRow = (pageUrl: string | undefined): DetailRow => [
  'progress-page',
  pageUrl ? `[${pageUrl}](${pageUrl}) (${inBoth('sign-in-first')})` : null,
];
