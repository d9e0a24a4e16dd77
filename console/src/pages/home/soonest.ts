interface Due {
  readonly light: string;
  readonly dueDay: string | null;
}

/** What is late first, then by the due day; what has none last. */
export const soonestFirst = <Row extends Due>(rows: readonly Row[]): Row[] =>
  [...rows].sort(
    (one, other) =>
      Number(other.light === 'RED') - Number(one.light === 'RED') ||
      (one.dueDay ?? '9999').localeCompare(other.dueDay ?? '9999'),
  );
