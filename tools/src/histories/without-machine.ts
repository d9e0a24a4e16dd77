/** Keys of histories that name the machine or the process of a worker; a replay reads none of them. */
const named = new Set(['identity', 'workerInstanceKey', 'workerControlTaskQueue']);

/** A copy of a history as JSON that does not say where it was recorded. */
export function withoutMachine(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMachine);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, named.has(key) ? 'worker' : namedQueue(key, inner)]),
  );
}

/** The sticky queue of a worker bears the name of its machine. */
function namedQueue(key: string, inner: unknown): unknown {
  const isSticky =
    key === 'taskQueue' &&
    typeof inner === 'object' &&
    (inner as { kind?: unknown } | null)?.kind === 'TASK_QUEUE_KIND_STICKY';
  return isSticky ? { ...inner, name: 'sticky' } : withoutMachine(inner);
}
