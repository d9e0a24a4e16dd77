import type { Person } from './people.ts';
import type { Sample } from '../samples.ts';
import type { Route } from '@doudi/infra/http';

export type Token = 'valid' | 'expired' | 'wrong audience' | 'none';
export type Whose = 'own' | 'foreign' | 'none' | 'list';

/** One square of the access matrix: somebody asks for a thing with a token, and what must come of it. */
export interface Cell {
  readonly person: Person;
  readonly whose: Whose;
  readonly token: Token;
  readonly status: number;
  /** it gets through: the thing is used up */
  readonly isThrough: boolean;
}

/** Every square of a route's part of the matrix; what must come follows from its row, and where it cannot, from the sample. */
export function cellsOf(route: Route, sample: Sample, people: readonly Person[]): Cell[] {
  const things = thingsOf(sample);
  if (route.public) return openCells(route, sample, people);
  const valid = people.flatMap((person) =>
    things.map((whose) => ({
      person,
      whose,
      token: 'valid' as const,
      ...outcome(route, sample, person, whose),
    })),
  );
  const refused = (person: Person, token: Token) =>
    things.map((whose) => ({ person, whose, token, status: 401, isThrough: false }));
  const [anybody] = people;
  return [
    ...valid,
    ...oneOfEachRole(people).flatMap((person) => [
      ...refused(person, 'expired'),
      ...refused(person, 'wrong audience'),
    ]),
    ...(anybody ? refused(anybody, 'none') : []),
  ];
}

/** A public URL does not look at tokens: without one, and with a bad one, all of it is as with a good one. */
const openCells = (route: Route, sample: Sample, people: readonly Person[]): Cell[] =>
  people.flatMap((person) =>
    thingsOf(sample).flatMap((whose) =>
      (['none', 'expired'] as const).map((token) => ({
        ...{ person, whose, token },
        ...outcome(route, sample, person, whose),
      })),
    ),
  );

export const nameOfCell = ({ person, whose, token }: Cell): string =>
  token === 'none' ? `no token · ${whose}` : `${person.called} · ${whose} · ${token} token`;

function thingsOf({ foreign, none, lists }: Sample): Whose[] {
  if (lists) return ['list'];
  return ['own', ...(foreign ? (['foreign'] as const) : []), ...(none ? (['none'] as const) : [])];
}

const oneOfEachRole = (people: readonly Person[]) => [
  ...new Map(people.map((person) => [person.caller.roles.join(), person] as const)).values(),
];

// four things make an outcome: no object would name them better
function outcome(
  route: Route,
  sample: Sample,
  person: Person,
  whose: Whose,
): Pick<Cell, 'status' | 'isThrough'> {
  const { says = {} } = sample;
  const refused = (status: number) => ({ status, isThrough: false });
  if (!person.mayAtAll) return refused(403);
  if (person.isBare && says.bare) return refused(says.bare);
  if (whose === 'list') return { status: 200, isThrough: true };
  if (whose === 'none') return refused(404);
  if (!person.reaches[whose]) return refused(says.foreign ?? 404);
  return { status: says.through ?? route.status ?? 200, isThrough: true };
}
