import { condition, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow';

const { work, say } = proxyActivities<{
  work: (which: 'first' | 'second') => Promise<void>;
  say: (what: string) => Promise<void>;
}>({
  startToCloseTimeout: '10s',
});

export const decide = defineUpdate('decide');

/** What an update does depends on whether two pieces of work were done: the workflow tasks that only hear of them make no command. */
export async function coldUpdate(): Promise<void> {
  let [isDone, isDecided] = [false, false];
  setHandler(decide, async () => {
    await say(isDone ? 'after the work' : 'before the work');
    isDecided = true;
  });
  await Promise.all([work('first'), work('second')]);
  isDone = true;
  await condition(() => isDecided);
}
