import { failure } from '@doudi/infra/failure';
import { type Api, openOrder, registerProject } from '@doudi/stack';
import { paperKinds } from '@doudi/workflows';
import { sample } from '../bench-temporal/product-walk.ts';
import { projectOf } from '../chaos/opened-order.ts';

/** Opens orders of new projects, whose code ends in their place, until there are so many; `abreast` at a time. */
export async function openMany(
  api: Api,
  { from, until, abreast }: { readonly from: number; readonly until: number; readonly abreast: number },
): Promise<void> {
  let next = from;
  const open = async () => {
    while (next < until) {
      const place = (next += 1);
      await registerAt(api, place);
      await openAt(api, place);
    }
  };
  await Promise.all(Array.from({ length: abreast }, open));
}

/** Projects that a code of this form can tell apart. */
const mostProjects = 999_999;

/** The project in a place, from 1. */
function projectAt(place: number): ReturnType<typeof projectOf> {
  if (place > mostProjects) throw failure(`There are at most ${mostProjects} projects of one code.`);
  return projectOf(`2017-330683-29-04-${String(place).padStart(6, '0')}`);
}

const { agent, enterprise } = sample;
const track = '50';

/** Registers a project with its mandate; papers are handed in where somebody is to decide on its order. */
export const registerAt = (api: Api, place: number, lacks = paperKinds): Promise<void> =>
  registerProject(api, { agent, enterprise, project: projectAt(place), track, lacks });

export const openAt = async (api: Api, place: number): Promise<string> =>
  (await openOrder(api, { agent, project: projectAt(place), track })).orderNo;
