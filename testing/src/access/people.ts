import { type Caller, type Allow, type Role, roles } from '@doudi/infra/http';

/** Whose a thing is. `nobody` is a party to which nothing belongs. */
type Side = 'ours' | 'theirs' | 'nobody';

/** What makes people of one side known by what belongs to it. */
interface Party {
  readonly uscc: string;
  readonly agentId: string;
  readonly department: string;
  readonly agencyUscc: string;
}
export type Parties = Readonly<Record<Side, Party>>;

/** Somebody who asks, and of which things the row of a URL says that they reach them. */
export interface Person {
  readonly called: string;
  readonly caller: Caller;
  readonly mayAtAll: boolean;
  readonly reaches: { readonly own: boolean; readonly foreign: boolean };
  /** lacks the claim that would bound the reach */
  readonly isBare?: true;
}

type Bounded = Exclude<NonNullable<Allow[keyof Allow]>, 'all'>;
const claims: Readonly<Record<Bounded, (party: Party) => Partial<Caller>>> = {
  own: ({ uscc }) => ({ uscc }),
  mandated: ({ agentId }) => ({ subject: agentId }),
  department: ({ department }) => ({ department }),
  engaged: ({ agencyUscc }) => ({ uscc: agencyUscc }),
};
const claimOf = { own: 'uscc', mandated: 'subject', department: 'department', engaged: 'uscc' } as const;

const everything = { own: true, foreign: true };
const nothing = { own: false, foreign: false };
const of = (side: Side) => ({ own: side === 'ours', foreign: side === 'theirs' });

/** Who has no token: a public URL is tried with nobody else. */
export const somebody: Person = {
  called: 'anybody',
  caller: { subject: 'anybody', roles: [] },
  mayAtAll: true,
  reaches: everything,
};

/** Everybody a URL is tried with: each role, on each side and without its claim, and those who have two roles. */
export function peopleOf(allow: Allow, parties: Parties): Person[] {
  return [...roles.flatMap((role) => ofRole(role, allow, parties)), ...ofTwoRoles(allow, parties)];
}

function ofRole(role: Role, allow: Allow, parties: Parties): Person[] {
  const word = allow[role];
  const base = { subject: `${role}-someone`, roles: [role] };
  if (word === undefined) {
    const { uscc, department } = parties.ours;
    const caller = { ...base, uscc, department };
    return [{ called: `${role} of ours`, caller, mayAtAll: false, reaches: nothing }];
  }
  if (word === 'all') return [{ called: role, caller: base, mayAtAll: true, reaches: everything }];
  const sides = (['ours', 'theirs', 'nobody'] as const).map((side): Person => ({
    called: `${role} of ${side}`,
    caller: { ...base, ...claims[word](parties[side]) },
    mayAtAll: true,
    reaches: of(side),
  }));
  const bare = {
    called: `bare ${role}`,
    caller: base,
    mayAtAll: true,
    reaches: nothing,
    isBare: true,
  } as const;
  return word === 'mandated' ? sides : [...sides, bare];
}

/** One role reaches ours and the other theirs: together they reach both. A role that may not adds nothing. */
function ofTwoRoles(allow: Allow, parties: Parties): Person[] {
  const bounded = roles.flatMap((role) => {
    const word = allow[role];
    return word && word !== 'all' ? [{ role, word }] : [];
  });
  const both = bounded.flatMap((one, at) =>
    bounded
      .slice(at + 1)
      .filter(({ word }) => claimOf[word] !== claimOf[one.word])
      .map((other): Person => ({
        called: `${one.role} of ours and ${other.role} of theirs`,
        caller: {
          subject: 'two-roles',
          roles: [one.role, other.role],
          ...claims[one.word](parties.ours),
          ...claims[other.word](parties.theirs),
        },
        mayAtAll: true,
        reaches: everything,
      })),
  );
  const [first] = bounded;
  return first ? [...both, ...joinedTo(first, allow, parties)] : both;
}

function joinedTo({ role, word }: { role: Role; word: Bounded }, allow: Allow, parties: Parties): Person[] {
  const outsider = roles.find((other) => allow[other] === undefined);
  const overseer = roles.find((other) => allow[other] === 'all');
  return [outsider, overseer].flatMap((other) =>
    other === undefined
      ? []
      : [
          {
            called: `${role} of ours who is ${other} too`,
            caller: { subject: 'two-roles', roles: [other, role], ...claims[word](parties.ours) },
            mayAtAll: true,
            reaches: other === overseer ? everything : of('ours'),
          },
        ],
  );
}
