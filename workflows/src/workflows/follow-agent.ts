import { getExternalWorkflowHandle, setHandler, upsertSearchAttributes } from '@temporalio/workflow';
import { searchAttributes } from '../domain/search-attributes.ts';
import { caseWorkflowId } from '../messages/case.ts';
import type { AgentReplacement } from '../messages/order.ts';
import { replaceAgent } from './handles.ts';
import { notify, type Notified } from './notify.ts';

export type AgentFollower = ReturnType<typeof followAgent>;

/** Knows who the project agent of an order is now, shows it to administrators, and passes a replacement on to the children that show it, too. */
export function followAgent(first: string) {
  let newest: AgentReplacement | undefined;
  const children = new Set<Notified>();
  // by its instant first: numbers begin anew where the store that gives them was restored from an older copy
  const isNewer = ({ at, seq }: AgentReplacement) =>
    newest === undefined || at > newest.at || (at === newest.at && seq > newest.seq);
  return {
    agentId: () => newest?.agentId ?? first,
    isNewer,
    async replace(next: AgentReplacement): Promise<void> {
      if (!isNewer(next)) return;
      newest = next;
      upsertSearchAttributes([{ key: searchAttributes.agentId, value: next.agentId }]);
      await Promise.all([...children].map((child) => notify(child, replaceAgent, next)));
    },
    /** From here on the child is told. What it missed since it was started is on its way; nothing to wait for when it missed nothing. */
    lead(child: Notified, startedWith: string): Promise<void> | undefined {
      children.add(child);
      return newest && newest.agentId !== startedWith ? notify(child, replaceAgent, newest) : undefined;
    },
    /** A case goes on after its step has closed, which led it until then. */
    leadCase: (caseNo: string) => void children.add(getExternalWorkflowHandle(caseWorkflowId(caseNo))),
    leave: (child: Notified) => void children.delete(child),
  };
}

/** Of a workflow that only shows who the agent is, or has its children show it. */
export function showAgent(first: string): AgentFollower {
  const agent = followAgent(first);
  setHandler(replaceAgent, agent.replace, { description: 'The order has been given to another agent' });
  return agent;
}
