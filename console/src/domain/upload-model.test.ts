import { expect, test } from '@jest/globals';
import { faultOfFile, fittingName, uploadHref } from './upload-model.ts';

const types = ['application/pdf', 'image/png'];

test('a file of another type, and one that is too large, are refused before they are sent', () => {
  expect(faultOfFile({ size: 1, type: 'image/svg+xml' }, types)).toBe('case.wrong-type');
  expect(faultOfFile({ size: 20 * 1024 * 1024 + 1, type: 'image/png' }, types)).toBe('case.too-large');
  expect(faultOfFile({ size: 20 * 1024 * 1024, type: 'application/pdf' }, types)).toBeUndefined();
});

test('a long name is shortened before its ending', () => {
  const name = fittingName(`${'长'.repeat(200)}.pdf`);
  expect(name).toHaveLength(120);
  expect(name.endsWith('长.pdf')).toBe(true);
  expect(fittingName('说明.pdf')).toBe('说明.pdf');
});

test('a file is sent with its name and the fingerprint of its content', async () => {
  const href = await uploadHref('/v1/cases/DD1/attachments', new File(['abc'], '情况 说明.pdf'));
  const query = new URL(href, 'http://here').searchParams;
  expect(query.get('name')).toBe('情况 说明.pdf');
  // the SHA-256 of "abc" (FIPS 180-4, example)
  expect(query.get('sha256')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
