import { Listr } from 'listr2';

export interface Step {
  readonly title: string;
  readonly run: (progress: (what: string) => void) => Promise<void>;
}

interface Screen {
  /** a terminal that shows a moving list; else plain lines through `report` */
  readonly moving: boolean;
  readonly report: (sentence: string) => void;
  readonly signal?: AbortSignal;
}

/** Runs the steps one after the other and shows how far they are; none begins once `signal` is aborted. */
export async function runSteps(steps: readonly Step[], { moving, report, signal }: Screen): Promise<void> {
  const tasks = steps.map(({ title, run }) => ({
    title,
    task: async (_context: unknown, task: { title: string; output: string }) => {
      signal?.throwIfAborted();
      const since = Date.now();
      await run((what) => (moving ? void (task.output = what) : report(`${title}: ${what}`)));
      task.title = `${title}: ready after ${((Date.now() - since) / 1_000).toFixed(1)} s`;
      if (!moving) report(task.title);
    },
    rendererOptions: { persistentOutput: true },
  }));
  await new Listr(tasks, {
    ...(moving
      ? { renderer: 'default', rendererOptions: { showErrorMessage: false } }
      : { renderer: 'silent' }),
    registerSignalListeners: false, // Ctrl-C is ours: children first
  }).run();
}
