/** How many agencies stand side by side at most; the market compares no more. */
export const mostCompared = 5;

/** The agencies chosen in an address: `A001,A002`. */
export const chosenIn = (text: string | undefined): string[] => [
  ...new Set((text ?? '').split(',').filter((one) => one !== '')),
];

/** One more chosen, or one less; a sixth is not taken. */
export function toggled(chosen: readonly string[], agencyNo: string): string[] {
  if (chosen.includes(agencyNo)) return chosen.filter((one) => one !== agencyNo);
  return chosen.length < mostCompared ? [...chosen, agencyNo] : [...chosen];
}
