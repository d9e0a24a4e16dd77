import { CodeWords, type Answer } from '@doudi/infra/http';
import { trackOffer, tracks, type TrackOffer } from '@doudi/workflows';
import { z } from 'zod';
import { plannedTaskAnswer, RangeAnswer, showPlannedTask, stepShape } from './planned-answer.ts';
import { withWords } from './with-words.ts';

/** What can be ordered: the steps of each track in the order of the plan, and the least days an order leaves a task. */
export const TracksAnswer = z
  .strictObject({
    items: z.array(
      z
        .strictObject({
          track: z.enum(tracks),
          budgetDays: z.int().min(1),
          range: RangeAnswer,
          steps: z.array(
            z
              .strictObject({
                ...stepShape,
                tasks: z.array(plannedTaskAnswer('Offered', { minDays: z.int().min(0) })),
              })
              .meta({ id: 'OfferedStep' }),
          ),
        })
        .meta({ id: 'OfferedTrack' }),
    ),
    words: CodeWords,
  })
  .meta({ id: 'Tracks' });

const sayWords = withWords(TracksAnswer);
const answer = sayWords({ items: tracks.map((track) => showOffer(trackOffer(track))) });

/** The tracks: 80 and 50 working days, 30 and less on demand. */
export const readTracks = (): Promise<Answer> => Promise.resolve({ body: answer });

function showOffer({ track, budget, range, steps }: TrackOffer) {
  return {
    ...{ track, budgetDays: budget, range },
    steps: steps.map((step) => ({
      ...step,
      tasks: step.tasks.map(({ min, ...task }) => ({ ...showPlannedTask(task), minDays: min })),
    })),
  };
}
