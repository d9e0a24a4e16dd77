import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Printable } from './printable.ts';
import { renderPdf } from './render-pdf.ts';

export const pdfType = 'application/pdf';

/** A document as the file a route answers; it is saved under its title and number. */
export async function pdfFile(content: Printable) {
  const bytes = await renderPdf(content);
  return {
    name: `${content.title.zh}-${content.number}.pdf`,
    type: pdfType,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    open: () => Readable.from([bytes]),
  };
}
