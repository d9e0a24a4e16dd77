import type { components } from '../../../generated/contract.d.ts';

export type Overview = components['schemas']['Overview'];
export type Lights = Overview['tracks'][number]['lights'];
export type LightCode = keyof Lights;

/** The lights an open order or step can have, the worst first. */
export const openLights = ['RED', 'YELLOW', 'PAUSED', 'GREEN'] as const satisfies readonly LightCode[];

/** Counts by light with the words of what they are of. */
export interface Stack {
  readonly name: string;
  readonly counts: readonly number[];
}

/** Lines of a chart of stacked bars, a count for each of `openLights`. */
export const stacksOf = (rows: readonly { readonly name: string; readonly lights: Lights }[]): Stack[] =>
  rows.map(({ name, lights }) => ({ name, counts: openLights.map((light) => lights[light] ?? 0) }));

export const sumOf = (counts: readonly number[]): number => counts.reduce((sum, one) => sum + one, 0);

/** A share in whole percent; nothing of nothing is none. */
export const percentOf = (count: number, of: number): number =>
  of === 0 ? 0 : Math.round((100 * count) / of);
