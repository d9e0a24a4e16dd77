import { failure } from '@doudi/infra/failure';
import { setOfficeClock } from '@doudi/infra/service';
import { people } from '../issuer/people.ts';
import type { Stack } from '../up.ts';
import { type Api, openApi } from './api.ts';
import { handOverPermit } from './hand-over-permit.ts';
import { openNarrator } from './narrate.ts';
import { dayMs, openOffice, readOfficeClock } from './office.ts';
import { registerProject } from './open-order.ts';
import { playFallback } from './play-fallback.ts';
import { playAgain, playRefusal, playSupplementAndStop } from './play-counter.ts';
import { playPromise } from './play-promise.ts';
import { playToOverdue, playToPermit } from './play-script.ts';
import { playResult, playTender } from './play-tender.ts';
import { leftAlone, onDemand, clockStarts, refusedOne, scripts, seedCase, supplemented } from './script.ts';

interface Story {
  readonly stack: Stack;
  /** how long an office day lasts, in real milliseconds */
  readonly realDayMs: number;
  readonly report: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Looks of the narrator at the API in an office day. */
const looksADay = 5;

/**
 * Sets the office clock and plays the orders through the API. Answers when the permits are issued, one is handed over and downloaded, the planning
 * left alone has its case, the acts at the counter are done, the refused project is ordered again and its case has its true answer; a failure
 * as soon as a number is off. The narration goes on until `signal`.
 */
export async function playStory({ stack, realDayMs, report, signal }: Story): Promise<void> {
  const ended = new AbortController();
  const until = AbortSignal.any([signal, ended.signal]);
  const api = openApi(stack);
  await warmUp(api);
  await setOfficeClock(stack.databaseUrl, { officeAt: new Date(clockStarts), rate: dayMs / realDayMs });
  const office = openOffice(await readOfficeClock(api), until);
  // by this clock, so that what is handed in was there before it is looked for
  for (const script of scripts) await registerProject(api, script);
  const orders = new Set<string>();
  const narrator = openNarrator({ api, orders, report });
  const printAfterChanges = (line: string) => narrator.look().then(() => report(line));
  const stage = { api, office, opened: (orderNo: string) => void orders.add(orderNo) };
  const plays = Promise.all([
    playToPermit(stage, seedCase).then(async ({ orderNo, line }) => {
      await printAfterChanges(line);
      await printAfterChanges(await handOverPermit(stage, seedCase, orderNo));
    }),
    playToOverdue(stage, leftAlone).then(printAfterChanges),
    playPromise(stage, onDemand).then(printAfterChanges),
    playSupplementAndStop(stage, supplemented).then(async ({ orderNo, line }) => {
      await printAfterChanges(line);
      await printAfterChanges(await playTender(stage, supplemented, orderNo));
      await printAfterChanges(await playResult(stage, supplemented, orderNo));
    }),
    playRefusal(stage, refusedOne)
      .then(printAfterChanges)
      .then(() => playAgain(stage, refusedOne))
      .then(async ({ orderNo, line }) => {
        await printAfterChanges(line);
        await printAfterChanges(await playFallback(stage, refusedOne, orderNo));
      }),
  ]);
  const narration = narrator.follow(realDayMs / looksADay, until);
  await Promise.race([plays, narration.then(() => plays)]).catch((error: unknown) => {
    ended.abort();
    throw signal.aborted ? failure('Stopped before the story was over.') : error;
  });
}

const firstLook = { reviewer: '/v1/tasks', checker: '/v1/tasks', agency: '/v1/commissions' } as const;

/** Everybody who will act reads their list once: first answers are slow, and the days will be short. */
async function warmUp(api: Api): Promise<void> {
  for (const [who, { roles }] of Object.entries(people))
    for (const role of roles)
      if (role in firstLook) await api.get(who, firstLook[role as keyof typeof firstLook]);
}
