import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fontkit from 'fontkit';

/** Noto Sans SC, regular (SIL Open Font License 1.1): 30,000 Chinese characters and Latin in one face. */
const fontFile = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';

interface Face {
  /** the file, of which a document embeds the glyphs it uses */
  readonly bytes: Buffer;
  readonly font: fontkit.Font;
  readonly known: ReadonlySet<number>;
}
let face: Face | undefined;

/** Read when the first document is made, and kept: 10 MB. */
export function faceOf(): Face {
  face ??= readFace();
  return face;
}

function readFace(): Face {
  const bytes = readFileSync(fileURLToPath(import.meta.resolve(fontFile)));
  const font = fontkit.create(bytes);
  if (!('characterSet' in font)) throw new Error(`${fontFile} holds more than one font`);
  return { bytes, font, known: new Set(font.characterSet) };
}

/** The text as it can be set: what the font lacks stands there by its code point, as `〔U+1F600〕`, so that nothing is lost. */
export function legible(text: string): string {
  const { known } = faceOf();
  return Array.from(text.replaceAll('\r\n', '\n').replaceAll('\t', ' '), (character) => {
    const code = character.codePointAt(0) ?? 0;
    return character === '\n' || known.has(code) ? character : `〔U+${hex(code)}〕`;
  }).join('');
}

const hex = (code: number) => code.toString(16).toUpperCase().padStart(4, '0');

/** An outline of a glyph, for what is drawn and not read: stamps, words across a page. */
export interface Outline {
  /** as in SVG, in the font's units, upwards */
  readonly path: string;
  readonly width: number;
}

/** The outlines of a text's characters, and how many of their units are one em. */
export function outlinesOf(text: string): { readonly glyphs: readonly Outline[]; readonly em: number } {
  const { font } = faceOf();
  const { glyphs } = font.layout(legible(text));
  return {
    glyphs: glyphs.map((glyph) => ({ path: glyph.path.toSVG(), width: glyph.advanceWidth })),
    em: font.unitsPerEm,
  };
}
