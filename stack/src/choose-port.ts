import { failure } from '@doudi/infra/failure';
import { freePort, isFree } from '@doudi/local';

interface Wish {
  /** what the port is for, and the variable that demands another */
  readonly what: string;
  readonly variable: string;
  /** must be this one */
  readonly demanded?: number;
  /** this one if nobody has it, else any */
  readonly preferred: number;
}

/** A port nobody has; a failure when the one demanded is taken. */
export async function choosePort({ what, variable, demanded, preferred }: Wish): Promise<number> {
  if (demanded === undefined) return (await isFree(preferred)) ? preferred : freePort();
  if (await isFree(demanded)) return demanded;
  throw failure(
    `Port ${demanded} for ${what} is taken by another program; free it, or set ${variable} to another.`,
  );
}
