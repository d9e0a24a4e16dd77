import type { Answer } from '@doudi/infra/http';
import { departments, inBoth } from '@doudi/workflows';
import { z } from 'zod';
import type { Dependencies } from './dependencies.ts';

export const LinksAnswer = z.strictObject({
  items: z.array(z.strictObject({ code: z.string(), name: z.string(), url: z.url() })),
});

const running = '`ExecutionStatus`="Running"';
const steps = `\`WorkflowType\`="approvalStep" AND ${running}`;

const views = [
  { code: 'overdue-steps', name: 'Overdue steps', query: `${steps} AND \`SlaStatus\`="RED"` },
  { code: 'steps-at-risk', name: 'Steps at risk', query: `${steps} AND \`SlaStatus\`="YELLOW"` },
  {
    code: 'late-orders',
    name: 'Late orders',
    query: `\`WorkflowType\`="approveOrder" AND ${running} AND \`SlaStatus\`="RED"`,
  },
  { code: 'open-cases', name: 'Open cases', query: `\`WorkflowType\`="resolveCase" AND ${running}` },
  ...departments.map((code) => ({
    code: `overdue-steps-${code}`,
    name: `Overdue steps ${inBoth(code)}`,
    query: `${steps} AND \`SlaStatus\`="RED" AND \`Department\`="${code}"`,
  })),
];

/** One click from here to a list in the Temporal UI; the first is the overdue steps. */
export const supervisionLinks =
  ({ uiUrl = 'http://127.0.0.1:8233', namespace }: Pick<Dependencies, 'uiUrl' | 'namespace'>) =>
  (): Promise<Answer> =>
    Promise.resolve({
      body: {
        items: views.map(({ code, name, query }) => ({
          code,
          name,
          url: urlOf(uiUrl, namespace, { name, query }),
        })),
      },
    });

const urlOf = (uiUrl: string, namespace: string, { name, query }: { name: string; query: string }) =>
  `${uiUrl}/namespaces/${namespace}/workflows?query=${encodeURIComponent(query)}&savedQuery=${encodeURIComponent(name)}`;
