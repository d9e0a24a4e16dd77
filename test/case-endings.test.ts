import { suiteStack } from './stack.ts';

// days are long: all of a test is on one of them
const suite = suiteStack({ realDayMs: 3_600_000 });
const [officer, supervisor, enterprise] = ['officer-fang', 'supervisor-qian', 'enterprise-yunzhan'];

interface CaseSeen {
  readonly caseNo: string;
  readonly state: string;
  readonly level: string;
  readonly outcome: string | null;
  readonly reopenings: number;
  readonly callBack: { readonly tries: number; readonly result: string | null } | null;
  readonly merged: readonly string[];
  readonly events: readonly {
    readonly kind: string;
    readonly text: Readonly<Record<string, string | null>> | null;
  }[];
}

/** A case that an officer takes down at the counter for an enterprise. */
async function atTheCounter(): Promise<string> {
  const said = {
    cause: 'papers',
    statement: '办证材料反复退回',
    channel: 'counter',
    uscc: '91330683MAFAKE0199',
  };
  return (await suite.api.post<CaseSeen>(officer, '/v1/cases', said)).caseNo;
}
const act = (who: string, caseNo: string, path: string, body: object) =>
  suite.api.post<CaseSeen>(who, `/v1/cases/${caseNo}/${path}`, body);
const seen = (who: string, caseNo: string) => suite.api.get<CaseSeen>(who, `/v1/cases/${caseNo}`);
const callBack = (caseNo: string, result: string) =>
  act(supervisor, caseNo, 'call-backs', { result, note: '电话回访' });

const note = '已向当事人说明';
const grounds = { legalBasis: '《城乡规划法》第四十条', alternative: '另选地块', remedy: '可申请行政复议' };
const commitment = { party: 'NRP', deed: 'do', hours: 48 };

test.each([
  ['settled-on-the-spot', {}],
  ['settled-by-transfer', {}],
  ['settled-by-coordination', {}],
  ['settled-by-agent', {}],
  ['out-of-scope', { whereTo: '县信访局接待窗口' }],
])('a case ends %s, with a call-back by somebody else', async (outcome, more) => {
  const caseNo = await atTheCounter();
  expect(await act(officer, caseNo, 'closing', { outcome, note, ...more })).toMatchObject({
    state: 'calling-back',
  });
  expect(await callBack(caseNo, 'satisfied')).toMatchObject({ state: 'closed', outcome });
  const { events } = await seen(enterprise, caseNo);
  expect(events.find(({ kind }) => kind === 'close')?.text).toMatchObject({ note, ...more });
});

test('a case ends cannot-by-law with law, alternative and remedy, once a second person agrees', async () => {
  const caseNo = await atTheCounter();
  const proposed = { outcome: 'cannot-by-law', note, ...grounds };
  await expect(act(officer, caseNo, 'closing', { outcome: 'cannot-by-law', note })).rejects.toThrow(
    'legalBasis',
  );
  expect(await act(officer, caseNo, 'closing', proposed)).toMatchObject({ state: 'confirming' });
  await expect(act(officer, caseNo, 'confirmation', { agrees: true })).rejects.toThrow('same-person');
  expect(await act(supervisor, caseNo, 'confirmation', { agrees: true })).toMatchObject({
    state: 'calling-back',
  });
  expect((await seen(enterprise, caseNo)).events.find(({ kind }) => kind === 'close')?.text).toMatchObject(
    grounds,
  );
});

test('a case ends settled-conditionally when what was promised is reported by the party', async () => {
  const caseNo = await atTheCounter();
  await act(officer, caseNo, 'closing', { outcome: 'settled-conditionally', note, commitment });
  expect(await callBack(caseNo, 'satisfied')).toMatchObject({ state: 'committed' });
  const { commitments } = await suite.api.get<{ commitments: { no: number }[] }>(
    officer,
    `/v1/cases/${caseNo}`,
  );
  const path = `commitments/${commitments[0]?.no}/fulfilment`;
  expect(await act('reviewer-nrp', caseNo, path, { note: '已办妥' })).toMatchObject({ state: 'closed' });
});

test('a case ends withdrawn by the one who reported it', async () => {
  const report = { cause: 'system', statement: '系统无法提交' };
  const { caseNo } = await suite.api.post<CaseSeen>(enterprise, '/v1/cases', report);
  expect(await act(enterprise, caseNo, 'withdrawal', {})).toMatchObject({
    state: 'closed',
    outcome: 'withdrawn',
  });
});

test('a double ends merged, and its number answers for the survivor', async () => {
  const [double, survivor] = [await atTheCounter(), await atTheCounter()];
  await act(officer, survivor, 'actions', { action: 'called', note });
  expect(await act(officer, double, 'merging', { into: survivor, note })).toMatchObject({
    outcome: 'merged',
  });
  expect(await seen(officer, double)).toMatchObject({ caseNo: survivor, merged: [double] });
});

test('who is not satisfied has the case opened again once, one level up; who is not reached is tried three times', async () => {
  const caseNo = await atTheCounter();
  const settled = { outcome: 'settled-by-coordination', note };
  await act(officer, caseNo, 'closing', settled);
  expect(await callBack(caseNo, 'not-satisfied')).toMatchObject({ state: 'open', level: 'L1' });
  await act(officer, caseNo, 'closing', settled);
  for (const state of ['calling-back', 'calling-back', 'closed'])
    expect(await callBack(caseNo, 'not-reached')).toMatchObject({ state });
  expect(await seen(officer, caseNo)).toMatchObject({
    reopenings: 1,
    callBack: { tries: 3, result: 'not-reached' },
  });
});
