import { createHash } from 'node:crypto';
import { planFor, tracks, wordsOf, type PaperKind, type Plan, type Track } from '@doudi/workflows';
import { people } from '../issuer/people.ts';
import type { OrderAnswer } from './answers.ts';
import type { Api } from './api.ts';
import { samplePaper } from './sample-paper.ts';
import type { Script } from './script.ts';

/** The enterprise registers its project, lets the agent order and hire for it for a year of real time, and hands in its papers. */
export async function registerProject(
  api: Api,
  { agent, enterprise, project, track, lacks }: Registering,
): Promise<void> {
  await api.post(enterprise, '/v1/projects', project);
  await api.post(enterprise, '/v1/mandates', {
    projectCode: project.code,
    agentId: people[agent]?.subject,
    scopes: ['order', 'commission'],
    expiresAt: new Date(Date.now() + 366 * 86_400_000).toISOString(),
  });
  await handInPapers(api, {
    enterprise,
    project,
    kinds: kindsFor(track ? [track] : tracks).filter((kind) => !lacks?.includes(kind)),
  });
}

/** Without a track it hands in what any of them needs. */
type Registering = Pick<Script, 'agent' | 'enterprise' | 'project' | 'lacks'> &
  Partial<Pick<Script, 'track'>>;

/** Every kind of paper that some task of these tracks needs. */
const kindsFor = (all: readonly Track[]): PaperKind[] => {
  const tasks = all.flatMap((track) => (planFor(track) as Plan).steps.flatMap((step) => step.tasks));
  return [...new Set(tasks.flatMap(({ paperList = [] }) => paperList.map(({ kind }) => kind)))];
};

/** The enterprise hands in a paper of each of these kinds, once for all tasks that need it. */
export async function handInPapers(
  api: Api,
  { enterprise, project, kinds }: Pick<Script, 'enterprise' | 'project'> & { kinds: readonly PaperKind[] },
): Promise<void> {
  for (const kind of kinds) {
    const { path, pdf } = paperToHandIn(project, kind);
    await api.upload(enterprise, path, pdf);
  }
}

/** A sample of a paper, and the URL that says what it is. */
export function paperToHandIn({ code }: Script['project'], kind: PaperKind) {
  const { zh, en } = wordsOf(kind);
  const pdf = samplePaper(`${code} ${en}`);
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  const says = new URLSearchParams({ kind, name: `${zh}.pdf`, sha256 });
  return { path: `/v1/projects/${code}/papers?${says.toString()}`, pdf };
}

/** The agent opens the order. */
export const openOrder = (
  api: Api,
  { agent, project, track, days }: Pick<Script, 'agent' | 'project' | 'track' | 'days'>,
): Promise<OrderAnswer> =>
  api.post(agent, '/v1/orders', { projectCode: project.code, track, ...(days !== undefined && { days }) });
