import { type Answer, type Call, notFound } from '@doudi/infra/http';
import { judgeRecordAct } from '@doudi/workflows';
import type { z } from 'zod';
import { listClaimsOfTask, markClaimDecided } from './claims.ts';
import type { RequestDecisionBody } from './decide-request.ts';
import type { Dependencies } from './dependencies.ts';
import { showClaim } from './record-answer.ts';
import { insertRecordEvent } from './record-event.ts';
import { lockReview } from './recorded-review.ts';
import type { OfNumber } from './task-in-plan.ts';
import { asText, insertText } from './texts.ts';
import { refuse, things } from './words.ts';

/** A supervisor who did not make the claim grants or denies it; no clock follows. */
export const decideClaim =
  ({ clock }: Pick<Dependencies, 'clock'>) =>
  async (call: Call<z.output<typeof RequestDecisionBody>, OfNumber>): Promise<Answer> => {
    const { caller, params, body, db, requestKey } = call;
    const { row, review } = await lockReview(db, params, () => true);
    const claim = review.claims.find(({ no }) => no === params.no);
    if (!claim) throw notFound(things.claim);
    const refused = judgeRecordAct('decide-claim', review, { claim }, caller);
    if (refused) throw refuse(refused);
    const { verdict } = body;
    const { no } = claim;
    const by = caller.subject;
    const at = await clock.now();
    const note = await insertText(db, { text: asText(body.note), by, requestKey });
    await markClaimDecided(db, no, { verdict, by, at, textId: note });
    await insertRecordEvent(
      db,
      { ...claim, kind: 'claim', order: row },
      { ...{ seq: 2, at, kind: 'decide-claim', by }, detail: { verdict, note } },
    );
    const decided = (await listClaimsOfTask(db, params)).find((one) => one.no === no);
    return { body: decided && showClaim(decided) };
  };
