/** Downloads a file as one who has the token; `headers` are sent besides. */
export async function download(
  url: string,
  authorization: string,
  headers: Readonly<Record<string, string>> = {},
) {
  const response = await fetch(url, { headers: { authorization, ...headers } });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, header: (name: string) => response.headers.get(name), bytes };
}
