import { type Answer, type Call, SubjectId } from '@doudi/infra/http';
import { departments, inBoth, type Department } from '@doudi/workflows';
import { z } from 'zod';
import type { Dependencies } from './dependencies.ts';

/** A department's and an agent's views come for the one that is asked for; without, for every department and no agent. */
export const LinksQuery = z.strictObject({
  department: z.enum(departments).optional(),
  agentId: SubjectId.optional(),
});
type LinksQuery = z.output<typeof LinksQuery>;

export const LinksAnswer = z.strictObject({
  items: z.array(z.strictObject({ code: z.string(), name: z.string(), url: z.url() })),
});

/** A saved view of the Temporal UI. */
interface View {
  readonly code: string;
  readonly name: string;
  readonly query: string;
}

const running = '`ExecutionStatus`="Running"';
const runningOf = (type: string) => `\`WorkflowType\`="${type}" AND ${running}`;
const steps = runningOf('approvalStep');
const orders = runningOf('approveOrder');

const common: readonly View[] = [
  { code: 'overdue-steps', name: 'Overdue steps', query: `${steps} AND \`SlaStatus\`="RED"` },
  { code: 'steps-at-risk', name: 'Steps at risk', query: `${steps} AND \`SlaStatus\`="YELLOW"` },
  { code: 'late-tasks', name: 'Late tasks', query: `${steps} AND \`TaskSla\`="LATE"` },
  { code: 'escalated-steps', name: 'Escalated steps', query: `${steps} AND \`Escalated\`=true` },
  {
    code: 'waiting-for-enterprise',
    name: 'Waiting for the enterprise',
    query: `${steps} AND \`Bucket\`="OWNER"`,
  },
  { code: 'stopped-by-law', name: 'Stopped by law', query: `${steps} AND \`Bucket\`="EXCLUDED"` },
  { code: 'late-orders', name: 'Late orders', query: `${orders} AND \`SlaStatus\`="RED"` },
  { code: 'open-cases', name: 'Open cases', query: runningOf('resolveCase') },
  {
    code: 'high-cases',
    name: 'High cases',
    query: `${runningOf('resolveCase')} AND \`CaseLevel\` IN ("L2", "L3", "L4")`,
  },
  { code: 'all-running', name: 'All running', query: running },
];

const ofDepartment = (code: Department): View[] => {
  const those = `${steps} AND \`Department\`="${code}"`;
  return [
    { code: `open-steps-${code}`, name: `Open steps ${inBoth(code)}`, query: those },
    {
      code: `overdue-steps-${code}`,
      name: `Overdue steps ${inBoth(code)}`,
      query: `${those} AND \`SlaStatus\`="RED"`,
    },
  ];
};

/** A subject id holds no quotation mark. */
const ofAgent = (agentId: string): View[] => [
  { code: 'running-of-agent', name: `Agent ${agentId}`, query: `${running} AND \`AgentId\`="${agentId}"` },
];

/** One click from here to a list in the Temporal UI; the first is the overdue steps. */
export const supervisionLinks =
  ({ uiUrl = 'http://127.0.0.1:8233', namespace }: Pick<Dependencies, 'uiUrl' | 'namespace'>) =>
  ({ query: { department, agentId } }: Call<unknown, unknown, LinksQuery>): Promise<Answer> => {
    const views = [
      ...common,
      ...(department ? [department] : departments).flatMap(ofDepartment),
      ...(agentId ? ofAgent(agentId) : []),
    ];
    const items = views.map(({ code, name, query }) => {
      return { code, name, url: urlOf(uiUrl, namespace, { name, query }) };
    });
    return Promise.resolve({ body: { items } });
  };

const urlOf = (uiUrl: string, namespace: string, { name, query }: Omit<View, 'code'>) =>
  `${uiUrl}/namespaces/${namespace}/workflows?query=${encodeURIComponent(query)}&savedQuery=${encodeURIComponent(name)}`;
