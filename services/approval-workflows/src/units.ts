interface Counted {
  readonly budget: number;
  readonly used: number;
  readonly remaining: number;
}

/** Every number says its unit; days are working days. */
export const inDays = <T extends Counted>({ budget, used, remaining, ...rest }: T) => ({
  ...rest,
  budgetDays: budget,
  usedDays: used,
  remainingDays: remaining,
});

/** A date beyond the last published year says so beside it. */
export const sayProvisional = <T extends { readonly isProvisional: boolean }>({
  isProvisional,
  ...rest
}: T) => ({
  ...rest,
  provisional: isProvisional,
});
