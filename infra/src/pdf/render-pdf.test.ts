import { readCode, readPdf } from '@doudi/testing/pdf/read-pdf';
import fc from 'fast-check';
import { legible } from './font.ts';
import type { Printable } from './printable.ts';
import { renderPdf } from './render-pdf.ts';

const aDocument = (some: Partial<Printable> = {}): Printable => ({
  title: { zh: '样例证书', en: 'Sample certificate' },
  number: 'R2017061600011290',
  at: new Date('2017-08-11T10:00:00+08:00'),
  day: '2017年8月11日',
  code: {
    holds: 'http://127.0.0.1:8280/orders/O201706160001',
    caption: { zh: '扫码查看', en: 'Scan to read' },
  },
  sections: [
    {
      heading: { zh: '项目', en: 'Project' },
      lines: [{ label: { zh: '名称', en: 'Name' }, value: '嵊州样例小笼包速冻生产线技改' }],
    },
  ],
  stamp: { office: { zh: '样例市行政服务中心', en: 'Sample Service Centre' }, below: '样例' },
  foot: { zh: '样例，无法律效力', en: 'A sample without legal force' },
  ...some,
});
const withText = (text: string) => aDocument({ sections: [{ heading: { zh: '正文', en: 'Text' }, text }] });
const readAgain = async (content: Printable) => readPdf(await renderPdf(content));
/** Where lines are broken says nothing of what is written. */
const unbroken = (text: string) => text.replace(/\s/gu, '');

test('what it says can be selected and searched, in both languages', async () => {
  const { text } = await readAgain(aDocument());
  for (const said of ['样例证书', 'Sample certificate', 'R2017061600011290', '嵊州样例小笼包速冻生产线技改'])
    expect(text).toContain(said);
  expect(text).toContain('第 1 页，共 1 页 Page 1 of 1');
});

test('the square code on the page holds what it is to hold', async () => {
  expect(await readCode(await renderPdf(aDocument()))).toBe(aDocument().code.holds);
});

test('the same content is the same bytes, another instant is not', async () => {
  const [first, again] = [await renderPdf(aDocument()), await renderPdf(aDocument())];
  expect(first.equals(again)).toBe(true);
  expect(first.equals(await renderPdf(aDocument({ at: new Date(0) })))).toBe(false);
});

test('the file bears the instant and the title of the document, and nobody’s clock', async () => {
  const { info } = await readAgain(aDocument());
  expect(info).toMatchObject({ Title: '样例证书 R2017061600011290', CreationDate: 'D:20170811020000Z' });
});

test('rare characters are set as they are, and what the font lacks stands there by its code point', async () => {
  const { text } = await readAgain(withText('嵊州浬㬎龘 👷\u200d 𠮷 العربية'));
  expect(text).toContain('嵊州浬㬎龘');
  expect(unbroken(text)).toContain('〔U+1F477〕〔U+200D〕〔U+20BB7〕〔U+0627〕');
});

test('the stamp is a drawing: its characters are not among the text', async () => {
  const stamp = { office: { zh: '印章单位', en: 'Office' }, below: '专用' };
  const { text } = await readAgain(aDocument({ stamp }));
  expect(text.match(/印章单位/g)).toHaveLength(1);
  expect(text).not.toContain('专用');
});

test('a document that no longer holds says so before all else', async () => {
  const long = Array.from({ length: 120 }, (_, i) => `第${i}行：依据《城乡规划法》`).join('\n');
  const warning = { text: { zh: '本文书已撤销', en: 'This document was revoked' }, across: '已撤销' };
  const { pages, text } = await readAgain({ ...withText(long), warning });
  expect(pages.length).toBeGreaterThan(1);
  expect(text.indexOf('本文书已撤销')).toBeLessThan(text.indexOf('第0行'));
  expect(text).toContain('This document was revoked');
});

test('a long text runs over pages, each with number and page count, and no line of it is lost', async () => {
  const lines = Array.from({ length: 150 }, (_, i) => `第${i}行：选址位于生态保护红线内，不符合规划。`);
  const { pages, text } = await readAgain(withText(lines.join('\n')));
  expect(pages.length).toBeGreaterThan(2);
  pages.forEach((page, i) => expect(page).toContain(`第 ${i + 1} 页，共 ${pages.length} 页`));
  for (const line of lines) expect(unbroken(text)).toContain(line);
});

test('a value that is longer than a page, or one word wider than its column, is there to its end', async () => {
  const value = `${'很长的名称'.repeat(600)}${'x'.repeat(400)}终`;
  const lines = [{ label: { zh: '名称', en: 'Name' }, value }];
  const { text, pages } = await readAgain(
    aDocument({ sections: [{ heading: { zh: '项', en: 'One' }, lines }] }),
  );
  const foot = /样例，无法律效力A ?sample ?without ?legal ?forceR\d+第\d页，共\d页Page\dof\d/g;
  expect(unbroken(text).replace(foot, '')).toContain(value);
  expect(pages.length).toBeGreaterThan(1);
});

test('whatever people write is in the document again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), async (written) => {
      const { text } = await readAgain(withText(`始${written}终`));
      expect(unbroken(text)).toContain(unbroken(legible(`始${written}终`)));
    }),
    { numRuns: 25 },
  );
});
