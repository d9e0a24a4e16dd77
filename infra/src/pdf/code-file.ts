import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import QRCode from 'qrcode';

/** The forms in which a square code is drawn by itself, each with its media type. */
export const codeTypes = { png: 'image/png', svg: 'image/svg+xml' } as const;
export type CodeForm = keyof typeof codeTypes;

/** Level M: a seventh of it can be lost; four light modules around it, as ISO/IEC 18004 asks for. */
const look = { errorCorrectionLevel: 'M', margin: 4 } as const;
/** Pixels of a module: a code of an address is some 300 pixels wide. */
const scale = 8;

/** A square code (QR) as the file a route answers; it is saved as `name` with the extension of its form. */
export async function codeFile(name: string, holds: string, form: CodeForm) {
  const bytes = await draw[form](holds);
  return {
    name: `${name}.${form}`,
    type: codeTypes[form],
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    open: () => Readable.from([bytes]),
  };
}

const draw: Readonly<Record<CodeForm, (holds: string) => Promise<Buffer>>> = {
  png: (holds) => QRCode.toBuffer(holds, { ...look, scale, type: 'png' }),
  svg: async (holds) => Buffer.from(await QRCode.toString(holds, { ...look, type: 'svg' })),
};
