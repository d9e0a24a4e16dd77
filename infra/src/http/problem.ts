/** One fault of an input: where it is (a JSON pointer, `query.x` or a header's name), and what would be right. */
export interface Fault {
  readonly at: string;
  readonly fault: string;
}

/** What the caller is told, as application/problem+json (RFC 9457). `type` is stable: clients may branch on it. */
export interface ProblemBody {
  readonly type: string;
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  readonly faults?: readonly Fault[];
  readonly [extra: string]: unknown;
}

export interface Problem extends Error {
  readonly problem: ProblemBody;
  readonly retryAfterSeconds?: number;
  /** one of a flood of refusals: counted, but not written down */
  readonly leavesNoLine?: boolean;
}

/** Makes a throwable problem. Thrown at the edge only; rules return refusals as data. */
export const problem = (
  body: ProblemBody,
  options?: ErrorOptions & { retryAfterSeconds?: number },
): Problem =>
  Object.assign(new Error(body.title, options), {
    problem: body,
    ...(options?.retryAfterSeconds && { retryAfterSeconds: options.retryAfterSeconds }),
  });

export const isProblem = (error: unknown): error is Problem => error instanceof Error && 'problem' in error;

export const notFound = (what: string) =>
  problem({ type: 'not-found', status: 404, title: `${what} is not known` });

/** Input that is not as the contract's schemas say: every fault at once, broken rules included. */
export const invalid = (faults: readonly Fault[]) =>
  problem({ type: 'invalid', status: 400, title: 'The request has faults', faults });

/** Input that fits the schemas but breaks rules no schema can say, such as check digits or days that have passed: all of them. */
export const unfit = (faults: readonly Fault[]) =>
  problem({ type: 'unfit', status: 422, title: 'The request breaks rules for what it says', faults });

/** Not known who calls: `no-token` or `invalid-token`; the answer bears WWW-Authenticate. */
export const unauthenticated = (type: 'no-token' | 'invalid-token', detail: string, cause?: unknown) =>
  problem({ type, status: 401, title: 'A valid token is needed', detail }, { cause });

export const forbidden = (detail: string) =>
  problem({ type: 'forbidden', status: 403, title: 'You may not do this', detail });

/** What the state of things does not allow; `type` says which rule, extras what would help. */
export const conflict = (type: string, title: string, extra: Record<string, unknown> = {}) =>
  problem({ type, status: 409, title, ...extra });

/** The outcome is unknown or cannot be had now; repeating with the same key is safe. */
export const unavailable = (detail: string, cause?: unknown) =>
  problem(
    {
      type: 'unavailable',
      status: 503,
      title: 'Not available now; repeat with the same Idempotency-Key',
      detail,
    },
    { cause, retryAfterSeconds: 2 },
  );

/** More requests than the limit of a minute allows. */
export const tooMany = (perMinute: number, retryAfterSeconds: number) =>
  problem(
    {
      type: 'too-many-requests',
      status: 429,
      title: 'Too many requests',
      detail: `At most ${perMinute} in a minute are taken`,
    },
    { retryAfterSeconds },
  );

/** More is under way than can be done in good time: refused at once, before anything of it is looked at. */
export const overloaded = () =>
  Object.assign(
    problem(
      {
        type: 'overloaded',
        status: 503,
        title: 'Too much is under way; nothing of this request was done, repeat it soon',
      },
      { retryAfterSeconds: 1 },
    ),
    { leavesNoLine: true },
  );
