import type { Words } from '../words.ts';
import { legible } from './font.ts';
import type { Line, Value } from './printable.ts';

export type Page = PDFKit.PDFDocument;

/** Of A4, in points: 595.28 wide, 841.89 high. The bottom margin holds the foot. */
export const layout = {
  margins: { top: 52, left: 56, right: 56, bottom: 64 },
  left: 56,
  right: 539,
  top: 52,
  bottom: 777,
  footAt: 786,
} as const;

interface Written {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly align?: 'left' | 'center' | 'right';
  readonly grey?: boolean;
  readonly color?: string;
}

/** Lines break where Chinese and English may (UAX #14), and within a word that is wider than its column. */
export function write(document: Page, text: string, written: Written): void {
  const { x, y, width, size, align = 'left', grey = false, color = grey ? '#666666' : 'black' } = written;
  // the foot lies in the margin, where text would otherwise begin a new page
  const isFoot = y > layout.bottom;
  const { bottom } = document.page.margins;
  if (isFoot) document.page.margins.bottom = 0;
  document
    .fontSize(size)
    .fillColor(color)
    .text(legible(text), x, y, { width, align, lineGap: gap(size) });
  if (isFoot) document.page.margins.bottom = bottom;
}

/** The lines of this font stand 1.45 em apart by themselves, which is much for a form. */
const gap = (size: number) => -size * 0.12;

const heightOf = (document: Page, text: string, { width, size }: { width: number; size: number }) =>
  document.fontSize(size).heightOfString(legible(text), { width, lineGap: gap(size) });

/** Begins a new page unless so many points are left. */
export function keepTogether(document: Page, height: number): void {
  if (document.y + height <= layout.bottom) return;
  document.addPage();
  document.y = layout.top;
}

/** The heading of a section, never alone at the foot of a page. */
export function heading(document: Page, { zh, en }: Words): void {
  keepTogether(document, 60);
  const { left, right } = layout;
  write(document, `${zh}　${en}`, { x: left, y: document.y + 8, width: right - left, size: 11.5 });
  document.y += 3;
}

const label = { x: layout.left, width: 132, size: 9.5 };
const value = { x: layout.left + 144, width: layout.right - layout.left - 144, size: 10.5 };
const small = 7.5;

/** Labels at the left, values at the right; a row that fits a page is not torn. */
export function drawRows(document: Page, lines: readonly Line[]): void {
  for (const line of lines) {
    const said = textOf(line.value);
    const height = Math.max(labelHeight(document, line.label), heightOf(document, said, value)) + 6;
    if (height < layout.bottom - layout.top) keepTogether(document, height);
    drawRow(document, line.label, said);
  }
}

function drawRow(document: Page, words: Words, said: string): void {
  const { left, right } = layout;
  const y = document.y + 2.5;
  const { page } = document;
  const labelEnds = drawLabel(document, words, y);
  write(document, said, { ...value, y });
  // a value that ran over the page ends on another, where the label has no part
  const isSamePage = document.page === page;
  document.y = Math.max(document.y, isSamePage ? labelEnds : 0) + 2.5;
  document.lineWidth(0.4).moveTo(left, document.y).lineTo(right, document.y).stroke('#cccccc');
}

/** Both languages in one line where they have room, else one below the other; answers where it ends. */
function drawLabel(document: Page, { zh, en }: Words, y: number): number {
  const english = { ...label, size: small, grey: true };
  const beside = besideOf(document, { zh, en });
  write(document, zh, { ...label, y });
  const chineseEnds = document.y;
  // feet on one line: the smaller one begins lower
  if (beside) write(document, en, { ...english, x: beside, width: label.width, y: y + 2 });
  else write(document, en, { ...english, y: chineseEnds });
  return beside ? chineseEnds : document.y;
}

/** Where the English of a label begins beside its Chinese; null when it has no room there. */
function besideOf(document: Page, { zh, en }: Words): number | null {
  const from = document.fontSize(label.size).widthOfString(zh) + 5;
  return from + document.fontSize(small).widthOfString(en) <= label.width ? label.x + from : null;
}

const labelHeight = (document: Page, { zh, en }: Words) =>
  heightOf(document, zh, label) +
  (besideOf(document, { zh, en }) ? 0 : heightOf(document, en, { ...label, size: small }));

const textOf = (said: Value): string =>
  typeof said === 'string' ? said : said.zh === said.en ? said.zh : `${said.zh}　${said.en}`;

/** A text over the whole width, which may run over pages. */
export function drawParagraphs(document: Page, text: string): void {
  const { left, right } = layout;
  write(document, text, { x: left, y: document.y + 2, width: right - left, size: 10.5 });
  document.y += 4;
}
