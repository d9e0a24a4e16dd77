import type { components } from '../../../generated/contract.d.ts';

export type TaskRecord = components['schemas']['TaskRecord'];
type Paper = components['schemas']['Paper'];
type TaskPaper = TaskRecord['task']['papers'][number];

/** A paper on the list of a task, with what was handed in for it, if anything was. */
export interface NeededPaper {
  readonly needed: TaskPaper;
  readonly paper: Paper | undefined;
}

/** The list of a task with the files that stand for it, main papers first, and the project's papers in force beside them. */
export function papersOf(
  needed: readonly TaskPaper[],
  given: readonly Paper[],
): { listed: NeededPaper[]; others: Paper[] } {
  const byNo = new Map(given.map((paper) => [paper.paperNo, paper]));
  const listed = [...needed]
    .sort((one, other) => Number(other.isMain) - Number(one.isMain))
    .map((one) => ({ needed: one, paper: byNo.get(one.paperNo ?? '') }));
  const taken = new Set(needed.map(({ paperNo }) => paperNo));
  const others = given.filter(
    ({ paperNo, withdrawn, replacedBy }) => !taken.has(paperNo) && !withdrawn && replacedBy === null,
  );
  return { listed, others };
}

/** Where a task of the plan stands, as far as this department knows it. */
export const stateIn = ({ ownTasks }: TaskRecord, code: string) => ownTasks.find(({ task }) => task === code);
