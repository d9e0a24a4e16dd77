/** What is compared: the product behind its gateway, and bare workflows on the same Temporal. */
export interface Side {
  readonly name: 'product' | 'bare';
  /** Makes ready what so many openings need, which is not measured. */
  readonly prepare: (orders: number) => Promise<void>;
  /** Opens an order, answered when its first step can be worked on; its workflow's id. */
  readonly open: () => Promise<string>;
  /** Takes the `place`-th of `decisions` on an order that was just opened, counting from 0. */
  readonly decide: (orderId: string, place: number) => Promise<void>;
  /** Brings an order that was just opened to its end, everybody acting as soon as it is their turn. */
  readonly walk: (orderId: string) => Promise<void>;
  /** Opens so many orders of which each has a case at one instant; answers real seconds from then until the last case is on record. */
  readonly storm: (orders: number) => Promise<number>;
}

export interface Decision {
  /** its place in the first step */
  readonly task: number;
  readonly verb: 'review' | 'check';
  readonly closes: boolean;
}

/**
 * Decisions of one order that leave its first step open: its first task is checked twice in vain, then approved, its second is
 * checked in vain. So what is measured is a decision, not the opening of what comes after it.
 */
export const decisions: readonly Decision[] = [
  { task: 0, verb: 'review', closes: false },
  { task: 0, verb: 'check', closes: false },
  { task: 0, verb: 'review', closes: false },
  { task: 0, verb: 'check', closes: false },
  { task: 0, verb: 'review', closes: false },
  { task: 0, verb: 'check', closes: true },
  { task: 1, verb: 'review', closes: false },
  { task: 1, verb: 'check', closes: false },
];

interface Shape<Task> {
  readonly code: string;
  readonly after: readonly string[];
  readonly tasks: readonly Task[];
}

/** Plays the tasks of each step in a row, the steps side by side where the plan has them so. */
export async function walkSteps<Task, Step extends Shape<Task>>(
  steps: readonly Step[],
  play: (step: Step, place: number) => Promise<void>,
): Promise<void> {
  const finished = new Map<string, Promise<void>>();
  const walkStep = async (step: Step, before: Promise<unknown>) => {
    await before;
    for (const place of step.tasks.keys()) await play(step, place);
  };
  for (const step of steps)
    finished.set(
      step.code,
      walkStep(step, Promise.all(step.after.map((code) => finished.get(code) ?? Promise.resolve()))),
    );
  await Promise.all(finished.values());
}

/** Does so many things, by so many callers who each take the next as soon as they are free; answers what each came to, in order. */
export async function inParallel<T>(
  callers: number,
  things: number,
  act: (place: number) => Promise<T>,
): Promise<T[]> {
  const done: T[] = [];
  let next = 0;
  const call = async () => {
    while (next < things) {
      const place = next;
      next += 1;
      done[place] = await act(place);
    }
  };
  await Promise.all(Array.from({ length: Math.min(callers, things) }, call));
  return done;
}
