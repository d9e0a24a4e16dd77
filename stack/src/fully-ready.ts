/** Undefined when the service at `url` and all it needs are up; else what is lacking. */
export async function fullyReady(url: string): Promise<string | undefined> {
  try {
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(3_000) });
    const parts = (await response.json()) as Readonly<Record<string, string>>;
    const lacking = Object.entries(parts).filter(([, state]) => state !== 'ok');
    return lacking.map(([part, state]) => `${part} is ${state}`).join(', ') || undefined;
  } catch {
    return 'it does not answer';
  }
}
