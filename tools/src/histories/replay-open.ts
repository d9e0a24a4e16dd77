import { failure } from '@doudi/infra/failure';
import { openLog } from '@doudi/infra/service';
import {
  historiesOf,
  installTemporalRuntime,
  replay,
  temporalAnswers,
  type TemporalClient,
} from '@doudi/infra/temporal';
import { taskQueues } from '@doudi/workflows';

interface Wish {
  /** the file of the workflow code */
  readonly bundle: string;
  /** how many have been replayed by now */
  readonly progress: (count: number) => void;
}

/** What a worker of this code would be given; other workflows of the namespace are somebody else's. */
const openOnes = `ExecutionStatus = 'Running' and TaskQueue = '${taskQueues.approvals}'`;

/**
 * Replays every open workflow with the code of a bundle; answers how many there were of each type. Throws one sentence at the first that
 * the code does not follow, and when the server does not answer.
 */
export async function replayOpen(temporal: TemporalClient, { bundle, progress }: Wish) {
  if (!(await temporalAnswers(temporal))) throw failure('Temporal does not answer.');
  installTemporalRuntime(openLog({ service: 'replay-open', level: 'silent' }));
  const counts = new Map<string, number>();
  let count = 0;
  for await (const one of replay(bundle, historiesOf(temporal.client, openOnes))) {
    const { workflowId, runId, type, fault } = one;
    if (fault) throw failure(`${type} ${workflowId} (run ${runId}) would not go on: ${fault}`);
    counts.set(type, (counts.get(type) ?? 0) + 1);
    progress(++count);
  }
  return counts;
}
