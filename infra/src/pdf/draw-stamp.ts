import { type Outline, outlinesOf } from './font.ts';
import type { Stamp } from './printable.ts';

type Document = PDFKit.PDFDocument;
interface Point {
  readonly x: number;
  readonly y: number;
}

/** The red of stamps. */
const red = '#c8102e';

/** Radius of the ring, in points: a round stamp of an office measures 42 mm across. */
export const stampRadius = 59.5;

/** A round stamp about a point: ring, star, the office's name along the ring. All of it is drawn; none of it is text. */
export function drawStamp(document: Document, { x, y }: Point, { office, below }: Stamp): void {
  document.save().opacity(0.85);
  document.lineWidth(2.5).circle(x, y, stampRadius).stroke(red);
  document.path(star(x, y - 2, 15)).fill(red);
  drawAlong(document, { x, y }, office.zh);
  drawOutlines(document, below, { x, y: y + 38, size: 11, color: red });
  document.restore();
}

/** A five-pointed star with its tip upwards. */
function star(x: number, y: number, radius: number): string {
  const points = Array.from({ length: 10 }, (_, i) => {
    const away = i % 2 === 0 ? radius : radius * 0.382;
    const angle = (i * Math.PI) / 5;
    return `${x + away * Math.sin(angle)} ${y - away * Math.cos(angle)}`;
  });
  return `M ${points.join(' L ')} Z`;
}

/** Half of the angle a name may take, so that it leaves the foot of the ring free; and the angle between two characters of a short one. */
const widest = 1.95;
const apart = 0.33;

/** The characters of a name along the inside of the ring, the middle one on top; a longer name is set smaller. */
function drawAlong(document: Document, { x, y }: Point, name: string): void {
  const { glyphs, em } = outlinesOf(name);
  const step = Math.min(apart, (2 * widest) / Math.max(1, glyphs.length - 1));
  const size = Math.min(15, step * (stampRadius - 16));
  const radius = stampRadius - 4 - size;
  glyphs.forEach((glyph, i) => {
    const degrees = ((i - (glyphs.length - 1) / 2) * step * 180) / Math.PI;
    document.save().rotate(degrees, { origin: [x, y] });
    drawGlyph(document, glyph, { x: x - (glyph.width * size) / em / 2, y: y - radius, scale: size / em });
    document.restore();
  });
}

const drawGlyph = (
  document: Document,
  { path }: Outline,
  { x, y, scale, color = red }: Point & { scale: number; color?: string },
) => {
  if (path) document.save().translate(x, y).scale(scale, -scale).path(path).fill(color).restore();
};

/** A word as a drawing, its middle at a point, its feet at `y`. */
export function drawOutlines(
  document: Document,
  text: string,
  { x, y, size, color }: Point & { size: number; color: string },
): void {
  const { glyphs, em } = outlinesOf(text);
  const scale = size / em;
  let left = x - (glyphs.reduce((sum, { width }) => sum + width, 0) * scale) / 2;
  for (const glyph of glyphs) {
    drawGlyph(document, glyph, { x: left, y, scale, color });
    left += glyph.width * scale;
  }
}
