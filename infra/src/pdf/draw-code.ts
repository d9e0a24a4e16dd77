import QRCode from 'qrcode';

/** Light modules around a square code: ISO/IEC 18004 asks for four. */
const quiet = 4;

/** A square code (QR) in a square of the page, quiet zone included. Level M: a seventh of it can be lost. */
export function drawCode(
  document: PDFKit.PDFDocument,
  holds: string,
  { x, y, size }: { readonly x: number; readonly y: number; readonly size: number },
): void {
  const { modules } = QRCode.create(holds, { errorCorrectionLevel: 'M' });
  const unit = size / (modules.size + 2 * quiet);
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column))
        document.rect(x + (column + quiet) * unit, y + (row + quiet) * unit, unit, unit);
  // one fill of all: between squares that are filled one by one a viewer shows hair lines
  document.fill('black');
}
