import { wordsOf, type Words } from '../../words.ts';
import { shellProblems, type Refusals, type ShellProblem } from './problem-types.ts';

/**
 * One fault of an input: where it is, and what would be right. A place is a JSON pointer (RFC 6901) into the body (`/days`), or after
 * the name of another part: `query/limit`, `path/orderNo`, `header/Idempotency-Key`.
 */
export interface Fault {
  readonly at: string;
  readonly fault: Words;
}

/** A problem (RFC 9457) in both languages; `problemText` picks the caller's. */
export interface ProblemBody {
  /** its name among the kinds: stable, clients may branch on it */
  readonly type: string;
  readonly status: number;
  readonly title: Words;
  readonly detail?: Words;
  /** what the caller can do about it */
  readonly help?: Words;
  readonly faults?: readonly Fault[];
  readonly [extra: string]: unknown;
}

export interface Problem extends Error {
  readonly problem: ProblemBody;
  readonly retryAfterSeconds?: number;
  /** one of a flood of refusals: counted, but not written down */
  readonly leavesNoLine?: boolean;
}

type Options = ErrorOptions & { retryAfterSeconds?: number; leavesNoLine?: boolean };

/** Makes a throwable problem. Thrown at the edge only; rules return refusals as data. */
const problem = (body: ProblemBody, { cause, ...rest }: Options = {}): Problem =>
  Object.assign(new Error(body.title.en, { cause }), { problem: body, ...rest });

type ProblemDetails = { readonly detail?: Words } & Readonly<Record<string, unknown>>;

/** A problem of the shell, with the details of this case. */
export function shellProblem(
  type: ShellProblem,
  details: ProblemDetails = {},
  options: Options = {},
): Problem {
  const { status, title, help } = shellProblems[type];
  return problem({ type, status, title, help, ...details }, options);
}

export const isProblem = (error: unknown): error is Problem => error instanceof Error && 'problem' in error;

/** `what` is the kind of thing asked for; `help` says what to check, where that is not what everybody is told. */
export const notFound = (what: Words, help?: Words) =>
  shellProblem('not-found', {
    detail: { zh: `查无此${what.zh}`, en: `This ${what.en} is not known` },
    ...(help && { help }),
  });

/** Faults listed in one answer. More are no honest mistake, and an answer must not outgrow its request many times over. */
const mostFaults = 100;

/** Every fault at once, the first hundred of them. */
const listed = (type: 'invalid' | 'unfit', faults: readonly Fault[]) =>
  shellProblem(type, {
    ...(faults.length > mostFaults && { detail: firstOf(faults.length) }),
    faults: faults.slice(0, mostFaults),
  });

const firstOf = (all: number): Words => ({
  zh: `共 ${all} 处，列出前 ${mostFaults} 处`,
  en: `The first ${mostFaults} of ${all} are listed`,
});

/** Input that is not as the contract's schemas say, with the rules it breaks besides. */
export const invalid = (faults: readonly Fault[]) => listed('invalid', faults);

/** Input that fits the schemas but breaks rules no schema can say, such as check digits or days that have passed: all of them. */
export const unfit = (faults: readonly Fault[]) => listed('unfit', faults);

/** The caller is not known; the answer bears WWW-Authenticate. */
export const unauthenticated = (type: 'no-token' | 'invalid-token', detail: Words, cause?: unknown) =>
  shellProblem(type, { detail }, { cause });

export const forbidden = (detail: Words) => shellProblem('forbidden', { detail });

/** What the state of things does not allow; `type` says which rule, extras what would help. */
export const conflict = (type: string, title: Words, extra: Record<string, unknown> = {}) =>
  problem({ type, status: 409, title, ...extra });

/** Why a rule says no, as data: its code, and what would help. */
export interface Refused<Code extends string = string> {
  readonly refused: Code;
  readonly [detail: string]: unknown;
}

/** Makes problems of the refusals of rules, in the words a service has for them. */
export const refusing =
  <Code extends string>(refusals: Refusals<Code>) =>
  ({ refused, ...details }: Refused<Code>): Problem =>
    // a workflow of a newer version may refuse with a code that has no words here yet
    conflict(refused, (refusals as Refusals)[refused]?.title ?? wordsOf(refused), {
      ...((refusals as Refusals)[refused] && { help: (refusals as Refusals)[refused]?.help }),
      ...details,
    });

/** The outcome is unknown or cannot be had now; repeating with the same key is safe. */
export const unavailable = (detail: Words, cause?: unknown) =>
  shellProblem('unavailable', { detail }, { cause, retryAfterSeconds: 2 });

/** More requests than the limit of a minute allows. */
export const tooMany = (perMinute: number, options: Options) =>
  shellProblem(
    'too-many-requests',
    { detail: { zh: `每分钟最多 ${perMinute} 次`, en: `At most ${perMinute} in a minute are taken` } },
    options,
  );

/** More is under way than can be done in good time: refused at once, before anything of it is looked at. */
export const overloaded = () => shellProblem('overloaded', {}, { retryAfterSeconds: 1, leavesNoLine: true });
