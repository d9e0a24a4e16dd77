import { type Api, openOrder, registerProject, type Script, waitFor } from '@doudi/stack';
import type { PaperKind, Track } from '@doudi/workflows';
import { sample } from '../bench-temporal/product-walk.ts';

const { agent, enterprise } = sample;

interface Wish {
  /** of a project that nobody has registered yet */
  readonly code: string;
  readonly track: Track;
  /** papers that are not handed in */
  readonly lacks?: readonly PaperKind[];
}

/** Real milliseconds somebody waits for what another's act is to bring about: longer than any process takes to be there again. */
export const withinMs = 120_000;

export const projectOf = (code: string): Script['project'] => ({ ...sample.project, code });

/** Opens an order of a new project, and answers its number once it is on record. */
export async function openedOrder(api: Api, { code, track, lacks = [] }: Wish): Promise<string> {
  const project = projectOf(code);
  await registerProject(api, { agent, enterprise, project, track, lacks });
  const days = track === '30' ? { days: 20 } : {};
  const { orderNo } = await openOrder(api, { agent, project, track, ...days });
  await waitFor({ what: `the progress of ${orderNo}`, withinMs }, () =>
    api.find(agent, `/v1/progress/${orderNo}`),
  );
  return orderNo;
}
