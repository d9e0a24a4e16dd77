import { type Day, wordsOf, type PaperKind } from '@doudi/workflows';
import { decide } from './actions.ts';
import type { ProgressAnswer } from './answers.ts';
import { dayOf } from './office.ts';
import { handInPapers } from './open-order.ts';
import { permitOf, play, same, type Stage } from './play-script.ts';
import type { Script } from './script.ts';

const task = 'construction-permit';
const [paper, day] = ['funds-commitment', '2017-07-24'] as const satisfies readonly [PaperKind, string];
const promise = { papers: [paper], day, statement: '承诺于 7 月 24 日前补交资金落实承诺，逾期愿承担后果' };

/** A minor paper of the permit is promised: the permit is decided without it, and withheld until it is in. */
export async function playPromise(stage: Stage, script: Script): Promise<string> {
  const { [task]: _last, ...done } = script.done;
  const orderNo = await play(stage, { ...script, done });
  const { api, office } = stage;
  const { enterprise, project } = script;
  await office.untilDay('2017-07-21' as Day);
  await api.post(enterprise, `/v1/tasks/${orderNo}/${task}/promise`, promise);
  await office.untilDay(day as Day);
  const { at } = await decide({ api, orderNo, task, enterprise, signal: office.signal }, 'HCB');
  const withheld = await stateOf(stage, script, orderNo);
  await handInPapers(api, { enterprise, project, kinds: [paper] });
  await permitOf(stage, script, orderNo);
  const said = `${task} of ${orderNo} approved ${dayOf(at)} on the promise of the ${wordsOf(paper).en}`;
  const line = `${said}: ${withheld} until it was in, then ${await stateOf(stage, script, orderNo)}`;
  return same(
    `the promise of ${orderNo}`,
    line,
    `${said.replace(dayOf(at), day)}: withheld until it was in, then done`,
  );
}

async function stateOf({ api }: Stage, { enterprise }: Script, orderNo: string): Promise<string | undefined> {
  const { steps } = await api.get<ProgressAnswer>(enterprise, `/v1/progress/${orderNo}`);
  return steps.flatMap(({ tasks }) => tasks).find(({ code }) => code === task)?.state;
}
