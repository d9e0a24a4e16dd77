export { codeFile, codeTypes, type CodeForm } from './code-file.ts';
export { pdfFile, pdfType } from './pdf-file.ts';
export type { Line, Printable } from './printable.ts';
