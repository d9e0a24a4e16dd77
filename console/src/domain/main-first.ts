/** Acts by which one steps back from something: offered, but never as what is to be done. */
const steppingBack: readonly string[] = [
  'cancel-commission',
  'cancel-tender',
  'decline-engagement',
  'replace-agency',
  'return-result',
  'withdraw',
  'withdraw-engagement',
];

/** Actions in the server's order, with those by which one steps back behind the others: the first is the main one. */
export const mainFirst = <Offered extends { readonly action: string }>(
  actions: readonly Offered[],
): Offered[] => {
  const isBack = ({ action }: Offered) => steppingBack.includes(action);
  return [...actions.filter((one) => !isBack(one)), ...actions.filter(isBack)];
};
