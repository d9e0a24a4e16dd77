import { createCanvas } from '@napi-rs/canvas';
import jsQR from 'jsqr';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What a reader of a PDF finds: the text that he can select, page by page, and what the file says of itself. */
export const readPdf = (bytes: Uint8Array) =>
  within(bytes, async (document) => {
    const pages: string[] = [];
    for (let no = 1; no <= document.numPages; no += 1) pages.push(await textOf(await document.getPage(no)));
    const { info } = await document.getMetadata();
    return { pages, text: pages.join('\n'), info: info as Readonly<Record<string, unknown>> };
  });

type Document = Awaited<ReturnType<typeof getDocument>['promise']>;
type Page = Awaited<ReturnType<Document['getPage']>>;

async function within<T>(bytes: Uint8Array, look: (document: Document) => Promise<T>): Promise<T> {
  const loading = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 });
  return look(await loading.promise).finally(() => loading.destroy());
}

async function textOf(page: Page): Promise<string> {
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
}

/** Pixels to a point: a module of a square code is then wider than three. */
const scale = 3;

/** What the square code in the upper half of the first page holds, read from its picture, as a telephone reads it; undefined where none can be read. */
export const readCode = (bytes: Uint8Array): Promise<string | undefined> =>
  within(bytes, async (document) => {
    const page = await document.getPage(1);
    const viewport = page.getViewport({ scale });
    const [width, height] = [Math.ceil(viewport.width), Math.ceil(viewport.height / 2)];
    const canvas = createCanvas(width, height);
    // the picture of this library has what the reader draws with; its types are those of browsers
    await page.render({ canvas: canvas as never, viewport }).promise;
    const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
    return read(data, width, height, { inversionAttempts: 'dontInvert' })?.data;
  });

// the module is CommonJS: its function is what a default import of its types calls `default`
const read = jsQR as unknown as typeof jsQR.default;
