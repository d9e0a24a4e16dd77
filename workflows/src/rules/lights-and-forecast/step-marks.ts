import type { Calendar } from '../../domain/calendar.ts';
import type { EventKind } from '../../domain/event-kinds.ts';
import type { Instant } from '../../domain/instant.ts';
import type { RulesVersion } from '../../domain/rules-version.ts';
import type { Step } from '../../domain/step.ts';
import type { LightMark, LightsRead } from './lights-read.ts';
import { nextStepMark, stepLights } from './step-light.ts';
import {
  type EscalationCause,
  escalationOf,
  nextTaskMark,
  taskLateMarks,
  type TaskMark,
  taskOverrunMarks,
} from './task-lateness.ts';

/** What time alone makes of a step: its lights, its late tasks and what sends it to the fallback window, all derived from the ledger. */
export interface StepMarks {
  readonly lights: readonly LightMark[];
  readonly lateTasks: readonly TaskMark[];
  readonly causes: readonly EscalationCause[];
  /** what the lights were read of; null of no marks */
  readonly read: LightsRead | null;
}

export const noMarks: StepMarks = { lights: [], lateTasks: [], causes: [], read: null };

/**
 * The marks of a step from its opening to `now`, gone on with from those that were read `before`. Steps of the first rules know no late tasks, and
 * only their red light escalates them.
 */
export function stepMarks(
  rules: RulesVersion,
  calendar: Calendar,
  step: Step,
  now: Instant,
  before: StepMarks = noMarks,
): StepMarks {
  const lights = stepLights(calendar, step, now, before.read);
  const read = { lights, calendar, step, now };
  if (rules < 2) return { lights, lateTasks: [], causes: escalationOf(lights, []), read };
  const causes = escalationOf(lights, taskOverrunMarks(calendar, step, now));
  return { lights, lateTasks: taskLateMarks(calendar, step, now), causes, read };
}

/** The first instant after `after` at which a mark comes by itself, and what that is. */
export function nextMarkOf(
  rules: RulesVersion,
  calendar: Calendar,
  step: Step,
  after: Instant,
): { readonly at: Instant; readonly what: string } | null {
  const light = nextStepMark(calendar, step, after);
  const ofTask = rules >= 2 ? nextTaskMark(calendar, step, after) : null;
  if (ofTask && (!light || ofTask.at < light.at)) return ofTask;
  return light && { at: light.at, what: light.light };
}

interface MarkEvent {
  readonly kind: EventKind;
  readonly at: Instant;
  readonly detail: Readonly<Record<string, string>>;
}

/** The events between what is on record and what is so now: first what no longer follows from the ledger, then what is new, in order. */
export function markEvents(recorded: StepMarks, marks: StepMarks): readonly MarkEvent[] {
  const undone = missing(marks, recorded).map((event) => ({ ...event, kind: undoing[event.kind] }));
  return [...undone, ...missing(recorded, marks).sort((a, b) => a.at - b.at)];
}

const undoing = { light: 'light-undone', 'task-late': 'task-late-undone' } as const;

/** What of the second the first lacks; of one instant a late task comes before the light that follows from it. */
const missing = (there: StepMarks, wanted: StepMarks) => [
  ...wanted.lateTasks
    .filter(({ at, task }) => !there.lateTasks.some((mark) => mark.at === at && mark.task === task))
    .map(({ at, task }) => ({ kind: 'task-late' as const, at, detail: { task } })),
  ...wanted.lights
    .filter(({ at, light }) => !there.lights.some((mark) => mark.at === at && mark.light === light))
    .map(({ at, light }) => ({ kind: 'light' as const, at, detail: { light } })),
];
