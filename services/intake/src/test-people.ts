import type { Entry } from './people.ts';

/** What is sent to enter a person into the register. */
export const anEntry = (changes: object = {}) => ({
  ...{ name: '代办员小楼', roles: ['agent'], department: null, substitute: null, active: true },
  contact: { phone: '13800138000', mail: 'lou@example.cn' },
  ...changes,
});

const subjects = ['agent-1', 'agent-2', 'agent-3', 'agent-9'];

/** The agents of the tests, as they are in the register. */
export const agents: readonly Entry[] = subjects.map((subject) => ({
  ...{
    subject,
    name: `代办员 ${subject}`,
    roles: ['agent'],
    department: null,
    substitute: null,
    uscc: null,
    active: true,
  },
  ...{ changedBy: 'administrator-1', changedAt: Date.parse('2017-06-01T09:00:00+08:00') },
}));
