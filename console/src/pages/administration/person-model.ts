import type { components } from '../../../generated/contract.d.ts';

type Person = components['schemas']['Person'];

/** What the form of a person begins with. Contacts are masked, so they are left out: what is left empty stays as it is. */
export const formOf = (person: Person | undefined): Record<string, unknown> =>
  person
    ? {
        ...{ name: person.name, roles: person.roles, department: person.department },
        ...{ substitute: person.substitute, uscc: person.uscc, active: person.active },
      }
    : { active: true };
