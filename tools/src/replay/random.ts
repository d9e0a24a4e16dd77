/** Numbers that look random and are the same for the same seed, on every machine. */
export interface Random {
  /** 0 up to but not 1 */
  readonly next: () => number;
  /** a whole number from `least` through `most` */
  readonly between: (least: number, most: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly one: <T>(of: readonly [T, ...T[]]) => T;
}

/** A Weyl sequence with a mixing of 32 bits: short, fast, and enough to draw plausible orders with. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    one: (of) => of[between(0, of.length - 1)] ?? of[0],
  };
}
