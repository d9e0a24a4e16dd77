/** Why a rule says no: a stable code (words in `words.ts`) and what the caller needs to act on it. */
export interface Refusal {
  readonly refused: string;
  readonly [detail: string]: unknown;
}

export const isRefusal = (answer: object): answer is Refusal => 'refused' in answer;
