import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { lastAnswersMs } from '../service/stop-times.ts';

/** Which instances take requests. All do until they are removed. */
export interface Rotation {
  /** No further request goes to the instance; resolves when its requests are answered, or after 16 s. */
  readonly remove: (instance: string) => Promise<void>;
  readonly add: (instance: string) => void;
  /** Gives each request to the next of these instances; undefined while none takes requests. */
  readonly inTurn: (instances: readonly string[]) => (response: ServerResponse) => string | undefined;
}

/** Real milliseconds between two looks at whether the requests of an instance are answered. */
const lookMs = 20;

export function openRotation(): Rotation {
  const removed = new Set<string>();
  const underWay = new Map<string, number>();
  const countOf = (instance: string) => underWay.get(instance) ?? 0;

  const remove = async (instance: string) => {
    removed.add(instance);
    const until = Date.now() + lastAnswersMs;
    while (countOf(instance) > 0 && Date.now() < until) await pause(lookMs);
  };
  const inTurn = (instances: readonly string[]) => {
    let turn = 0;
    return (response: ServerResponse) => {
      const serving = instances.filter((instance) => !removed.has(instance));
      const instance = serving[turn++ % serving.length];
      if (instance === undefined) return undefined;
      underWay.set(instance, countOf(instance) + 1);
      response.once('close', () => underWay.set(instance, countOf(instance) - 1));
      return instance;
    };
  };
  return { remove, add: (instance) => void removed.delete(instance), inTurn };
}
