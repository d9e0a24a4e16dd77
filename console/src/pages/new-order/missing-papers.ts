import type { components } from '../../../generated/contract.d.ts';

type Task = components['schemas']['OrderPreview']['steps'][number]['tasks'][number];
export interface MissingPaper {
  readonly paper: Task['missing'][number];
  readonly tasks: readonly Task['code'][];
  /** of one task at least nothing is decided without it */
  readonly isMain: boolean;
}

/** The papers that are missing, each once with the tasks that need it, in the order in which they are needed. */
export function missingOf({
  steps,
}: {
  readonly steps: readonly { readonly tasks: readonly Task[] }[];
}): MissingPaper[] {
  const found = new Map<string, MissingPaper>();
  for (const { code, missing, papers } of steps.flatMap(({ tasks }) => tasks))
    for (const paper of missing) {
      const before = found.get(paper);
      const isMain = papers.some(({ kind, isMain: its }) => kind === paper && its);
      found.set(paper, {
        paper,
        tasks: [...(before?.tasks ?? []), code],
        isMain: isMain || (before?.isMain ?? false),
      });
    }
  return [...found.values()];
}
