import { registerPeople } from '@doudi/intake/people';
import { departments } from '@doudi/workflows';
import { people } from './people.ts';

const registeredAt = Date.parse('2017-06-01T09:00:00+08:00');

/** Enters the sample people into the register, the two agents as each other's substitutes; harmless to repeat. */
export const registerSamplePeople = (databaseUrl: string): Promise<void> =>
  registerPeople(
    databaseUrl,
    Object.entries(people).map(([name, { subject, roles, department, uscc = null, zh }]) => ({
      ...{ subject, roles: [...roles], name: zh, uscc, active: true },
      department: departments.find((one) => one === department) ?? null,
      substitute: substitutes[name] ?? null,
      ...{ changedBy: 'stack', changedAt: registeredAt },
    })),
  );

const substitutes: Readonly<Record<string, string>> = { 'agent-lou': 'p-1002', 'agent-xu': 'p-1001' };
