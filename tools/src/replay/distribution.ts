/** The value below or at which this share of the values lies; of none, NaN. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** `p10 / p50 / p90` in columns of four. */
export const spread = (values: readonly number[]): string =>
  [0.1, 0.5, 0.9].map((share) => String(percentile(values, share)).padStart(4)).join(' ');

export const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

const longestBar = 40;

/** A text histogram: bins of `width` from the least value to the largest, each with its count. */
export function histogram(values: readonly number[], width: number): string[] {
  const bins = new Map<number, number>();
  for (const value of values) {
    const bin = Math.floor(value / width) * width;
    bins.set(bin, (bins.get(bin) ?? 0) + 1);
  }
  const most = Math.max(...bins.values());
  const [first, last] = [Math.min(...bins.keys()), Math.max(...bins.keys())];
  const lines: string[] = [];
  for (let bin = first; bin <= last; bin += width) {
    const count = bins.get(bin) ?? 0;
    const bar = '█'.repeat(Math.ceil((longestBar * count) / most));
    lines.push(`${String(bin).padStart(5)} … ${String(bin + width - 1).padStart(4)}  ${bar} ${count}`);
  }
  return lines;
}
