/** `URL.parse`, which the issuer's library uses and Node has from version 22 on (WHATWG URL: null where the URL is none). */
export function teachUrlParse(): void {
  if ('parse' in URL) return;
  const parse = (url: string, base?: string) => (URL.canParse(url, base) ? new URL(url, base) : null);
  Object.assign(URL, { parse });
}
