import type { OwnPurpose } from './commission.ts';
import type { PaperKind } from './papers.ts';
import type { TaskCode } from './tracks-and-steps.ts';

/** What a file of a commission is for: what the agency needs, the contract, or the result. */
export const filePurposes = ['input', 'contract', 'result'] as const;
export type FilePurpose = (typeof filePurposes)[number];

/** Whose side gives a file of a commission. */
export const fileSides = ['owner', 'agency'] as const;
export type FileSide = (typeof fileSides)[number];

/** The channel of PostgreSQL's NOTIFY on which the market says that a result with files was accepted; the payload is the commission's number. */
export const acceptedResultsChannel = 'accepted_results';

/** What the result of a task is as a paper of the project, so that the review that follows finds it on its list. */
const resultPapers: Readonly<Partial<Record<TaskCode, PaperKind>>> = {
  'scheme-design': 'scheme-text',
  'eia-report': 'eia-document',
  'construction-drawings': 'fire-design',
  // a certificate that no list asks for
  'drawing-review': 'other-paper',
};

/** A file of an accepted result: of which task or own purpose, and its place among the files of the delivery, from 1. */
export interface ResultFile {
  /** null of an owner's own */
  readonly task: TaskCode | null;
  /** of an owner's own: the kind of paper it was commissioned for */
  readonly purpose: OwnPurpose | null;
  readonly position: number;
}

/** The kind of paper that a file of an accepted result becomes: the first is the paper of its task or purpose, those behind it accompany it. */
export const paperOfResult = ({ task, purpose, position }: ResultFile): PaperKind =>
  (position === 1 && (purpose ?? (task !== null && resultPapers[task]))) || 'other-paper';
