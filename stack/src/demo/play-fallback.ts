import { type Day } from '@doudi/workflows';
import { decide } from './actions.ts';
import type { CaseAnswer, List } from './answers.ts';
import type { Api } from './api.ts';
import { dayOf } from './office.ts';
import { same, type Stage } from './play-script.ts';
import type { Script } from './script.ts';
import { waitFor } from './wait-for.ts';

const [officer, supervisor] = ['officer-fang', 'supervisor-qian'];
const task = 'planning-conditions';
const day = (text: string) => text as Day;

const call = { action: 'called', note: '当日联系企业与承办部门，情况属实' };
const commitment = { party: 'NRP', deed: 'decide-task', task, hours: 48 };
const onCondition = { outcome: 'settled-conditionally', note: '部门承诺四十八小时内办结', commitment };
const settled = { outcome: 'settled-by-coordination', note: '部门负责人到场，规划条件已出具' };
const calledBack = { result: 'satisfied', note: '电话回访，企业表示满意' };

/**
 * A task that nobody touches is a case in its second week: it climbs, is settled on a commitment in hours that is broken, opens again by
 * itself, and ends once the task is decided, with a call-back.
 */
export async function playFallback(stage: Stage, script: Script, orderNo: string): Promise<string> {
  const { api, office } = stage;
  await office.untilDay(day('2017-07-26'));
  const { caseNo } = await caseOf(stage, orderNo);
  const path = `/v1/cases/${caseNo}`;
  await api.post(officer, `${path}/actions`, call);
  await office.untilDay(day('2017-08-03'));
  const refused = await refusalOf(api, `${path}/closing`, settled);
  await api.post(officer, `${path}/closing`, onCondition);
  await office.untilDay(day('2017-08-07'));
  const again = await standing(api, path, ({ state }) => state === 'open');
  await decide({ api, orderNo, task, enterprise: script.enterprise, signal: office.signal }, 'NRP');
  await standing(api, path, ({ matters }) => matters.every(({ decidedAt }) => decidedAt !== null));
  await api.post(officer, `${path}/closing`, settled);
  await office.untilDay(day('2017-08-08'));
  await api.post(supervisor, `${path}/call-backs`, calledBack);
  const ended = await api.get<CaseStory>(script.enterprise, path);
  return storyOf(caseNo, { ended, again, refused });
}

interface CaseStory extends CaseAnswer {
  readonly outcome: string | null;
  readonly reopenings: number;
  readonly failed: readonly {
    readonly level: string;
    readonly at: string;
    readonly because: string;
    readonly who: readonly string[];
  }[];
  readonly matters: readonly {
    readonly task: string | null;
    readonly at: string;
    readonly decidedAt: string | null;
  }[];
  readonly callBack: { readonly result: string | null } | null;
}

const caseOf = ({ api, office }: Stage, orderNo: string) =>
  waitFor({ what: `the case of ${orderNo}`, signal: office.signal }, async () => {
    const { items } = await api.get<List<CaseAnswer>>(officer, `/v1/cases?orderNo=${orderNo}`);
    return items[0];
  });

const standing = (api: Api, path: string, isSo: (one: CaseStory) => boolean) =>
  waitFor({ what: `a change of ${path}` }, async () => {
    const one = await api.get<CaseStory>(officer, path);
    return isSo(one) && one;
  });

/** The code with which the rule refuses an answer that would not be true. */
const refusalOf = (api: Api, path: string, body: object): Promise<string> =>
  api.post(officer, path, body).then(
    () => 'taken',
    (error: unknown) => (String(error).includes('late-not-decided') ? 'late-not-decided' : String(error)),
  );

/** What the case came of, who failed at which level, and how it ended: a line each. */
function storyOf(
  caseNo: string,
  { ended, again, refused }: { ended: CaseStory; again: CaseStory; refused: string },
): string {
  const { openedAt, matters, failed, outcome, reopenings, callBack } = ended;
  const left = failed.map(
    ({ level, because, who, at }) => `${level} left ${dayOf(at)}: ${because} (${who.join()})`,
  );
  const story = [
    `case ${caseNo} came of ${matters[0]?.task}, late since ${dayOf(openedAt)}: ${left.join(', ')}`,
    `settled while it was late: ${refused}; on a commitment of 48 hours, that was broken: ${again.state} again at ${again.level}`,
    `ended ${outcome}, reopened ${reopenings} time, called back: ${callBack?.result}`,
  ];
  const expected = [
    `case ${caseNo} came of planning-conditions, late since 2017-07-26: L1 left 2017-08-01: level-over (NRP), L2 left 2017-08-07: commitment-broken (NRP)`,
    'settled while it was late: late-not-decided; on a commitment of 48 hours, that was broken: open again at L3',
    'ended settled-by-coordination, reopened 1 time, called back: satisfied',
  ];
  return same(`the case ${caseNo}`, story.join('\n'), expected.join('\n'));
}
