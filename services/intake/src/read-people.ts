import { bilingual } from '@doudi/infra/words';
import { z } from 'zod';
import { type Answer, type Call, IsoInstant, notFound } from '@doudi/infra/http';
import { page, pageOf, pageShape, roles, SubjectId } from '@doudi/infra/http';
import { departments, shanghaiIso } from '@doudi/workflows';
import { maskedMail, maskedPhone } from './contacts.ts';
import { findPerson, listPeople, positionOfPerson, type Person } from './people.ts';
import { things } from './words.ts';

/** Where the roster of agents is read, which is therefore no subject. */
const roster = 'agents';

export const PersonSubject = SubjectId.max(100).refine(
  (subject) => subject !== roster,
  bilingual('“agents”是代办员名册的地址', '`agents` is the address of the roster of agents'),
);
export const OfPerson = z.strictObject({ subject: PersonSubject });
export type OfPerson = z.output<typeof OfPerson>;

/** Without the characters that RFC 3986 reserves: validators differ in whether a query may bear them. */
const NamePart = z
  .string()
  .regex(
    /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029:/?#[\]@!$&'()*+,;=]{1,50}$/u,
    bilingual('须为姓名或其一部分，1 至 50 字', 'must be a name or a part of it, 1 to 50 characters'),
  );

export const PeopleQuery = z.strictObject({
  ...pageShape,
  role: z.enum(roles).optional(),
  department: z.enum(departments).optional(),
  name: NamePart.optional(),
});
export const AgentsQuery = z.strictObject({ ...pageShape, name: NamePart.optional() });

/** A person of the register; phone and mail are masked. */
export const PersonAnswer = z
  .strictObject({
    subject: z.string(),
    name: z.string(),
    roles: z.array(z.enum(roles)),
    department: z.enum(departments).nullable(),
    /** who stands in (A/B role) */
    substitute: z.string().nullable(),
    /** of people of an enterprise or an agency: whose notices they are mailed */
    uscc: z.string().nullable(),
    active: z.boolean(),
    phone: z.string().nullable(),
    mail: z.string().nullable(),
    /** whether notices are mailed to the address */
    wantsMail: z.boolean(),
    changedAt: IsoInstant,
  })
  .meta({ id: 'Person' });
export const PeopleAnswer = pageOf(PersonAnswer);
export const ContactAnswer = z
  .strictObject({ subject: z.string(), phone: z.string().nullable(), mail: z.string().nullable() })
  .meta({ id: 'Contact' });
export const AgentsAnswer = pageOf(
  z.strictObject({ subject: z.string(), name: z.string() }).meta({ id: 'RosterAgent' }),
);

export const showPerson = ({ phone, mail, changedAt, ...person }: Person): z.output<typeof PersonAnswer> => ({
  ...person,
  phone: phone && maskedPhone(phone),
  mail: mail && maskedMail(mail),
  changedAt: shanghaiIso(changedAt),
});

/** The register by subject; phones and mails are masked. */
export async function readPeople({
  query,
  db,
}: Call<unknown, unknown, z.output<typeof PeopleQuery>>): Promise<Answer> {
  return { body: page(await listPeople(db, query), query, showPerson, positionOfPerson) };
}

export const readPerson = async (call: Call<unknown, OfPerson>): Promise<Answer> => ({
  body: showPerson(await getPerson(call)),
});

/** How one person is reached, unmasked: its route leaves a line in the audit. */
export async function readContact(call: Call<unknown, OfPerson>): Promise<Answer> {
  const { subject, phone, mail } = await getPerson(call);
  return { body: { subject, phone, mail } };
}

async function getPerson({ params, db }: Call<unknown, OfPerson>): Promise<Person> {
  const person = await findPerson(db, params.subject);
  if (!person) throw notFound(things.person);
  return person;
}

/** The roster of agents: those a mandate can be given to. */
export async function readAgents({
  query,
  db,
}: Call<unknown, unknown, z.output<typeof AgentsQuery>>): Promise<Answer> {
  const agents = await listPeople(db, { ...query, role: 'agent', active: true });
  return { body: page(agents, query, ({ subject, name }) => ({ subject, name }), positionOfPerson) };
}
