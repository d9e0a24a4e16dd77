const hexOf = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** SHA-256 in hexadecimal digits: of a file, with which it is declared before it is sent, or of a text in UTF-8. */
export async function sha256Of(content: Blob | string): Promise<string> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : await content.arrayBuffer();
  return hexOf(await crypto.subtle.digest('SHA-256', bytes));
}

/** As many random bytes in hexadecimal digits, from the browser's own source. */
export const randomHex = (bytes: number): string =>
  hexOf(crypto.getRandomValues(new Uint8Array(bytes)).buffer);
