const daysOfWeek = 7;

/** The place of a day in its week: 0 for Monday. */
export const placeInWeek = (day: string): number =>
  (new Date(`${day}T00:00:00Z`).getUTCDay() + daysOfWeek - 1) % daysOfWeek;

/** Days that follow one another in weeks from Monday; nothing where the first and the last week have other days. */
export function weeksOf<Day extends { readonly day: string }>(days: readonly Day[]): (Day | undefined)[][] {
  const [first] = days;
  const before = Array<undefined>(first ? placeInWeek(first.day) : 0).fill(undefined);
  const places: (Day | undefined)[] = [...before, ...days];
  return Array.from({ length: Math.ceil(places.length / daysOfWeek) }, (_week, row) =>
    Array.from({ length: daysOfWeek }, (_place, at) => places[row * daysOfWeek + at]),
  );
}
