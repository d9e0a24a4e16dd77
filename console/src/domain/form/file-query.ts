/** An address with what is said of a file in its query; lists with commas between. */
export function hrefWith(
  href: string,
  values: Readonly<Record<string, string | readonly string[] | undefined>>,
): string {
  const said = Object.entries(values).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, typeof value === 'string' ? value : value.join(',')]],
  );
  return `${href}?${new URLSearchParams(said).toString()}`;
}
