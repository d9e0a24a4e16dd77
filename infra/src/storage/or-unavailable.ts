import { isProblem, unavailable } from '../http/problems/problem.ts';
import type { Words } from '../words.ts';

/** Does what another program or a disk may be unable to do: then it throws 503 with these words. Problems pass as they are. */
export async function orUnavailable<T>(what: Words, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isProblem(error) ? error : unavailable(what, error);
  }
}
