import { sha256Of } from './fingerprint.ts';
import { hrefWith } from './form/file-query.ts';

/** The largest file the services take: 20 MiB. */
const mostBytes = 20 * 1024 * 1024;
/** The longest name of a file. */
const mostSigns = 120;

/** Why the services would refuse a file, as far as the browser can tell. */
export function faultOfFile(
  { size, type }: { readonly size: number; readonly type: string },
  types: readonly string[],
): 'case.too-large' | 'case.wrong-type' | undefined {
  if (!types.includes(type)) return 'case.wrong-type';
  return size > mostBytes ? 'case.too-large' : undefined;
}

/** A name that fits, with its ending. */
export function fittingName(name: string): string {
  if (name.length <= mostSigns) return name;
  const ending = /\.[^.]{1,5}$/u.exec(name)?.[0] ?? '';
  return name.slice(0, mostSigns - ending.length) + ending;
}

/** Where a file is sent: with its name, and the SHA-256 of its content in hexadecimal digits. */
export const uploadHref = async (href: string, file: File): Promise<string> =>
  hrefWith(href, { name: fittingName(file.name), sha256: await sha256Of(file) });
