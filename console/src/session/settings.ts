/** What the gateway says at the start: where people sign in. */
export interface Settings {
  /** the issuer's name, under which it describes itself (OpenID Connect Discovery) */
  readonly authority: string;
  readonly clientId: string;
}

export async function fetchSettings(): Promise<Settings> {
  const response = await fetch('/settings.json');
  if (!response.ok) throw new Error(`/settings.json: ${response.status}`);
  return (await response.json()) as Settings;
}
