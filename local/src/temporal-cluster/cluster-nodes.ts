import { steadyPort } from '../processes/free-port.ts';

/** What a node of the server can be (temporal.io, "Temporal Server"). */
export type Role = 'frontend' | 'history' | 'matching' | 'worker';

/**
 * Two of each that callers wait for, so that one can be killed; the worker does the server's own chores. Matching is first: it
 * serves alone.
 */
const counts = { matching: 2, history: 2, frontend: 2, worker: 1 } as const satisfies Record<Role, number>;

export interface Node {
  /** `Temporal history 2` */
  readonly name: string;
  readonly role: Role;
  readonly grpcPort: number;
  /** on which the nodes find each other */
  readonly membershipPort: number;
  /** of a frontend */
  readonly httpPort?: number;
}

/** Every node with loopback ports of its own, that it keeps while it is started again. */
export async function chooseNodes(): Promise<readonly Node[]> {
  const roles = Object.keys(counts) as Role[];
  const wanted = roles.flatMap((role) =>
    Array.from({ length: counts[role] }, (_, index) => ({ role, index })),
  );
  const nodes: Node[] = [];
  for (const { role, index } of wanted) {
    const [grpcPort, membershipPort] = [await steadyPort(), await steadyPort()];
    const http = role === 'frontend' && { httpPort: await steadyPort() };
    nodes.push({ name: `Temporal ${role} ${index + 1}`, role, grpcPort, membershipPort, ...http });
  }
  return nodes;
}
