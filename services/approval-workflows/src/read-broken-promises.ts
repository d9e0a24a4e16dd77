import { type Answer, type Call, CodeWords, IsoInstant, page, pageOf, pageShape } from '@doudi/infra/http';
import { shanghaiIso, shanghaiIsoOrNull, stepCodes, taskCodes } from '@doudi/workflows';
import { z } from 'zod';
import { type BrokenPromise, keyOfBreach, kindsOfBreach, listBrokenPromises } from './broken-promises.ts';
import { withWords } from './with-words.ts';

export const BrokenPromisesQuery = z.strictObject(pageShape);

/** A promise or commitment that was not kept; while it is not repaired its enterprise can make no other. */
export const BrokenPromiseAnswer = z
  .strictObject({
    orderNo: z.string(),
    projectCode: z.string(),
    step: z.enum(stepCodes),
    task: z.enum(taskCodes),
    uscc: z.string(),
    breach: z.enum(kindsOfBreach),
    brokenAt: IsoInstant,
    repairedAt: IsoInstant.nullable(),
    repairedBy: z.string().nullable(),
    repairReason: z.string().nullable(),
  })
  .meta({ id: 'BrokenPromise' });

export const BrokenPromisesAnswer = pageOf(BrokenPromiseAnswer)
  .extend({ words: CodeWords })
  .meta({ id: 'BrokenPromises' });
const sayWords = withWords(BrokenPromisesAnswer);

export const showBrokenPromise = ({ kind: breach, brokenAt, repairedAt, ...rest }: BrokenPromise) => ({
  ...rest,
  breach,
  brokenAt: shanghaiIso(brokenAt.getTime()),
  repairedAt: shanghaiIsoOrNull(repairedAt?.getTime() ?? null),
});

/** All promises that were broken, newest first. */
export const readBrokenPromises = async ({
  query,
  db,
}: Call<unknown, unknown, z.output<typeof BrokenPromisesQuery>>): Promise<Answer> => ({
  body: sayWords(
    page(await listBrokenPromises(db, query), query, showBrokenPromise, (row) => [
      row.brokenAt.getTime(),
      keyOfBreach(row),
    ]),
  ),
});
