/** What one has chosen so far of an order that is not placed. */
export interface Wish {
  readonly projectCode?: string | undefined;
  readonly track?: '30' | '50' | '80' | undefined;
  /** working days, of track 30 alone */
  readonly days?: number | undefined;
  /** papers whose results are cited */
  readonly cites: readonly string[];
}

export const wishSteps = ['project', 'track', 'confirm'] as const;
export type WishStep = (typeof wishSteps)[number];

/** The step that is shown: the one in the address, unless something before it is not chosen yet. */
export function stepToShow(wish: Wish, asked: string | undefined): WishStep {
  if (!wish.projectCode) return 'project';
  if (asked === 'confirm') return wish.track ? 'confirm' : 'track';
  return asked === 'track' ? 'track' : 'project';
}

/** The body of the order; undefined while it is not whole. */
export function orderOf({ projectCode, track, days, cites }: Wish) {
  if (!projectCode || !track) return undefined;
  return {
    ...{ projectCode, track },
    ...(track === '30' && days !== undefined && { days }),
    ...(cites.length > 0 && { cites: [...cites] }),
  };
}

/** A changed wish: what belongs to another project or track is not kept. */
export function changedWish(wish: Wish, changed: Partial<Wish>): Wish {
  const next = { ...wish, ...changed };
  const isOther = changed.projectCode !== undefined && changed.projectCode !== wish.projectCode;
  return {
    ...next,
    cites: isOther && !changed.cites ? [] : next.cites,
    days: next.track === '30' ? next.days : undefined,
  };
}
