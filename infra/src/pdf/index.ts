export { pdfFile, pdfType } from './pdf-file.ts';
export type { Line, Printable } from './printable.ts';
