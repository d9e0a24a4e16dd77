import type { CommissionState } from '../../domain/commission.ts';
import { filePurposes, type FilePurpose, type FileSide } from '../../domain/commission-files.ts';
import type { CommissionRefusal, Refusal } from '../../domain/refusal.ts';

interface Giving {
  readonly by: readonly FileSide[];
  readonly in: readonly CommissionState[];
  /** as people read it in a list of what they may do */
  readonly action: string;
}

const underContract = ['contracting', 'awaiting-inputs', 'working', 'delivered'] as const;

/** The one table of who gives which files to a commission, and when; the states are those of every version of the rules. */
const givings: Readonly<Record<FilePurpose, Giving>> = {
  input: {
    ...{ by: ['owner'], action: 'give-input-file' },
    in: ['briefing', 'bidding', 'selecting', 'contracting', 'awaiting-inputs', 'working'],
  },
  contract: {
    ...{ by: ['owner', 'agency'], action: 'give-contract-file' },
    in: [...underContract, 'accepted'],
  },
  result: { by: ['agency'], in: ['working'], action: 'give-result-file' },
};

/** As which of the sides on which he stands somebody gives a file; undefined when it is not his to give. */
export const sideThatGives = (purpose: FilePurpose, sides: readonly FileSide[]): FileSide | undefined =>
  givings[purpose].by.find((side) => sides.includes(side));

/** Why a commission takes no file for a purpose now; undefined when it takes one. */
export function whyNotGiven(
  state: CommissionState,
  purpose: FilePurpose,
): Refusal<CommissionRefusal> | undefined {
  const { in: needs } = givings[purpose];
  return needs.includes(state) ? undefined : { refused: 'commission-not-there', state, needs };
}

/** The files that somebody on these sides may give now: what `whyNotGiven` refuses is not among them. */
export const givableFiles = (state: CommissionState, sides: readonly FileSide[]) =>
  filePurposes
    .filter((purpose) => sideThatGives(purpose, sides) && !whyNotGiven(state, purpose))
    .map((purpose) => ({ purpose, action: givings[purpose].action }));
