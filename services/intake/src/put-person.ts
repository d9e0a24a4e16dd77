import { z } from 'zod';
import {
  type Answer,
  type Call,
  type Fault,
  Mail,
  oneLine,
  Phone,
  refuseStale,
  roles,
  unfit,
} from '@doudi/infra/http';
import type { Queryable } from '@doudi/infra/database';
import type { OfficeClock } from '@doudi/infra/service';
import { departments } from '@doudi/workflows';
import { writeContact } from './contacts.ts';
import { findPerson, insertPeople, lockPerson, replacePerson, type Entry } from './people.ts';
import { Uscc } from './uscc.ts';
import { PersonSubject, showPerson, type OfPerson } from './read-people.ts';

export const PutPerson = z
  .strictObject({
    name: oneLine(50),
    roles: z.array(z.enum(roles)).min(1).max(roles.length),
    department: z.enum(departments).nullable(),
    /** who stands in (A/B role) */
    substitute: PersonSubject.nullable(),
    /** of people of an enterprise or an agency: whose notices they are mailed; what is known stays when it is left out */
    uscc: Uscc.nullable().optional(),
    active: z.boolean(),
    /** what is known stays when it is left out */
    contact: z
      .strictObject({
        phone: Phone.nullable(),
        mail: Mail.nullable(),
        /** whether notices are mailed to the address; what is known stays when it is left out */
        wantsMail: z.boolean().optional(),
      })
      .optional(),
  })
  .meta({
    id: 'PutPerson',
    examples: [
      {
        ...{ name: '代办员小楼', roles: ['agent'], department: null, substitute: null, active: true },
        contact: { phone: '13800138000', mail: 'lou@example.cn', wantsMail: true },
      },
    ],
  });
type PutPerson = z.output<typeof PutPerson>;
type PersonCall = Call<PutPerson, OfPerson>;
/** Without a USCC that is known already. */
type NewEntry = Omit<Entry, 'uscc'> & Pick<PutPerson, 'uscc'>;

/** Enters a person into the register or changes an entry, as the administrator has read it. */
export const putPerson =
  ({ clock }: { clock: OfficeClock }) =>
  async (call: PersonCall): Promise<Answer> => {
    const { params, body, caller, db } = call;
    const faults = [...departmentFaults(body), ...(await substituteFaults(call))];
    if (faults.length > 0) throw unfit(faults);
    const { contact, ...said } = body;
    const changedAt = await clock.now(db);
    const { subject } = params;
    await write(call, { ...said, roles: once(said.roles), subject, changedBy: caller.subject, changedAt });
    if (contact) await writeContact(db, subject, { ...contact, changedAt });
    return { body: showPerson(await lockPerson(db, subject)) };
  };

/** Of two who enter one person at once the second waits for the first, and is judged by what that one has written. */
async function write(call: PersonCall, { uscc, ...entry }: NewEntry): Promise<void> {
  if ((await insertPeople(call.db, [{ ...entry, uscc: uscc ?? null }])) === 1)
    return refuseStale(call, undefined);
  const known = await lockPerson(call.db, entry.subject);
  refuseStale(call, showPerson(known));
  await replacePerson(call.db, { ...entry, uscc: uscc === undefined ? known.uscc : uscc });
}

const once = (given: PutPerson['roles']) => roles.filter((role) => given.includes(role));

const ofDepartments: readonly string[] = ['reviewer', 'checker', 'head'];

const departmentFaults = ({ roles, department }: PutPerson): Fault[] =>
  department === null && roles.some((role) => ofDepartments.includes(role))
    ? [{ at: '/department', fault: { zh: '部门人员须写明部门', en: 'people of a department name it' } }]
    : [];

const notFit = {
  zh: '须为名册中另一位在岗人员，与其同部门且至少同一角色',
  en: 'must be another active person of the register with the same department and a role in common',
};

async function substituteFaults({ params, body, db }: PersonCall): Promise<Fault[]> {
  const { substitute } = body;
  if (substitute === null) return [];
  const isFit = substitute !== params.subject && (await mayStandIn(db, substitute, body));
  return isFit ? [] : [{ at: '/substitute', fault: notFit }];
}

async function mayStandIn(db: Queryable, subject: string, { roles, department }: PutPerson) {
  const other = await findPerson(db, subject);
  const isOfSame = other?.department === department && other.roles.some((role) => roles.includes(role));
  return isOfSame && other.active;
}
