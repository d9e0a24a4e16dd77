import type { ReactNode } from 'react';

interface Props {
  /** what is null, false or empty is left out */
  readonly facts: readonly (readonly [name: string, value: ReactNode])[];
  /** one below the other, as on a sheet */
  readonly isSheet?: boolean;
}

/** Names with what they are, as a list that reads in pairs. */
export function Facts({ facts, isSheet = false }: Props) {
  const given = facts.filter(
    ([, value]) => value !== null && value !== undefined && value !== false && value !== '',
  );
  return (
    <dl className={isSheet ? 'sheet' : 'facts'}>
      {given.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
