import { people } from '../issuer/people.ts';
import type { OrderAnswer } from './answers.ts';
import type { Api } from './api.ts';
import type { Script } from './script.ts';

/** The enterprise registers its project and lets the agent order and hire for it, for a year of real time. */
export async function registerProject(
  api: Api,
  { agent, enterprise, project }: Pick<Script, 'agent' | 'enterprise' | 'project'>,
): Promise<void> {
  await api.post(enterprise, '/v1/projects', project);
  await api.post(enterprise, '/v1/mandates', {
    projectCode: project.code,
    agentId: people[agent]?.subject,
    scopes: ['order', 'commission'],
    expiresAt: new Date(Date.now() + 366 * 86_400_000).toISOString(),
  });
}

/** The agent opens the order. */
export const openOrder = (
  api: Api,
  { agent, project, track, days }: Pick<Script, 'agent' | 'project' | 'track' | 'days'>,
): Promise<OrderAnswer> =>
  api.post(agent, '/v1/orders', { projectCode: project.code, track, ...(days !== undefined && { days }) });
