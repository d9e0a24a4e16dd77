import PDFDocument from 'pdfkit';
import { drawCode } from './draw-code.ts';
import { drawOutlines, drawStamp, stampRadius } from './draw-stamp.ts';
import { faceOf, legible } from './font.ts';
import { drawParagraphs, drawRows, heading, keepTogether, layout, type Page, write } from './layout.ts';
import type { Printable } from './printable.ts';

/**
 * A4 pages as PDF. The text can be selected and searched, the same content is the same bytes, and no character is lost: what the font
 * lacks stands there by its code point.
 */
export async function renderPdf(content: Printable): Promise<Buffer> {
  const { title, number, at } = content;
  const document = new PDFDocument({
    size: 'A4',
    margins: layout.margins,
    bufferPages: true,
    lang: 'zh-CN',
    displayTitle: true,
    info: { Title: legible(`${title.zh} ${number}`), CreationDate: at, ModDate: at },
  });
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve, reject) => document.once('end', resolve).once('error', reject));
  document.registerFont('text', faceOf().bytes).font('text');
  drawContent(document, content);
  document.end();
  await ended;
  return Buffer.concat(parts);
}

function drawContent(document: Page, content: Printable): void {
  drawHead(document, content);
  if (content.warning) drawWarning(document, content.warning.text);
  for (const section of content.sections) {
    heading(document, section.heading);
    if ('lines' in section) drawRows(document, section.lines);
    else drawParagraphs(document, section.text);
  }
  drawClosing(document, content);
  const { start, count } = document.bufferedPageRange();
  for (let i = 0; i < count; i += 1) {
    document.switchToPage(start + i);
    drawFoot(document, content, { page: i + 1, of: count });
    if (content.warning?.across) drawAcross(document, content.warning.across);
  }
}

const codeSize = 84;

/** Title and number at the left, the square code at the right. */
function drawHead(document: Page, { title, number, code }: Printable): void {
  const { left, right, top } = layout;
  const width = right - left - codeSize - 16;
  drawCode(document, code.holds, { x: right - codeSize, y: top - 6, size: codeSize });
  const caption = { x: right - codeSize - 8, y: top + codeSize - 8, width: codeSize + 16, size: 6.5 };
  write(document, `${code.caption.zh}\n${code.caption.en}`, { ...caption, align: 'center', grey: true });
  const underCode = document.y;
  write(document, title.zh, { x: left, y: top, width, size: 21 });
  write(document, title.en, { x: left, y: document.y, width, size: 10.5, grey: true });
  write(document, `编号 No. ${number}`, { x: left, y: document.y + 6, width, size: 11 });
  document.y = Math.max(document.y, underCode) + 6;
  document.lineWidth(1.2).moveTo(left, document.y).lineTo(right, document.y).stroke('#333333');
  document.y += 6;
}

const alarm = '#b00020';

/** In a frame, before anything else is said. */
function drawWarning(document: Page, { zh, en }: Printable['title']): void {
  const { left, right } = layout;
  const from = document.y + 4;
  const box = { x: left + 10, width: right - left - 20, size: 10.5, color: alarm };
  write(document, zh, { ...box, y: from + 6 });
  write(document, en, { ...box, y: document.y + 2, size: 9 });
  document
    .lineWidth(1)
    .rect(left, from, right - left, document.y + 7 - from)
    .stroke(alarm);
  document.y += 13;
}

/** Whose it is and of which day, with the stamp over it. */
function drawClosing(document: Page, { stamp, day }: Printable): void {
  const { left, right } = layout;
  keepTogether(document, 2 * stampRadius + 14);
  const middle = { x: right - stampRadius - 24, y: document.y + stampRadius + 12 };
  const says = { x: left, width: right - left - 24, align: 'right' as const };
  write(document, stamp.office.zh, { ...says, y: middle.y + 2, size: 11 });
  write(document, stamp.office.en, { ...says, y: document.y, size: 8, grey: true });
  write(document, day, { ...says, y: document.y + 3, size: 11 });
  drawStamp(document, middle, stamp);
}

function drawFoot(document: Page, { foot, number }: Printable, { page, of }: { page: number; of: number }) {
  const { left, right, footAt } = layout;
  const line = { x: left, width: right - left, size: 7.5, grey: true };
  document.lineWidth(0.5).moveTo(left, footAt).lineTo(right, footAt).stroke('#999999');
  write(document, `${foot.zh} ${foot.en}`, { ...line, y: footAt + 4 });
  const pages = `${number}　第 ${page} 页，共 ${of} 页 Page ${page} of ${of}`;
  write(document, pages, { ...line, y: footAt + 16, align: 'right' });
}

/** A word over the whole page, so that no page of it can be taken for one that holds. */
function drawAcross(document: Page, word: string): void {
  const [x, y] = [document.page.width / 2, document.page.height / 2];
  document
    .save()
    .rotate(-35, { origin: [x, y] })
    .opacity(0.14);
  drawOutlines(document, word, { x, y: y + 30, size: 92, color: alarm });
  document.restore();
}
