import { z } from 'zod';
import { IsoInstant } from '../validation/iso.ts';
import { WordsAnswer } from './words-answer.ts';

/** One thing that the caller may do now to what he reads, and the request that does it. */
export const ActionAnswer = z
  .strictObject({
    /** the code of the action */
    action: z.string(),
    what: WordsAnswer,
    verb: z.enum(['POST', 'PUT']),
    /** the path of the request, filled in */
    href: z.string(),
    /** what is sent as it stands, beside the fields */
    body: z.record(z.string(), z.string()).optional(),
    /** the names of the body's fields; what may be left out is marked with `?` */
    fields: z.array(z.string()),
    /** the last instant at which it is possible; null when there is none */
    until: IsoInstant.nullable(),
  })
  .meta({ id: 'Action' });
export type ActionAnswer = z.output<typeof ActionAnswer>;
