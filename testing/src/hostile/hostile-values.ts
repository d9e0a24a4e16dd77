/** A value as the text of a JSON document, and what it is when it is a text. */
export interface Hostile {
  readonly called: string;
  readonly json: string;
  readonly text?: string;
}

const text = (called: string, value: string): Hostile => ({
  called,
  json: JSON.stringify(value),
  text: value,
});

/** Texts that are code to somebody, or are not what they look like. */
export const hostileTexts: readonly Hostile[] = [
  text('SQL that ends a statement', `'; drop table orders; --`),
  text('SQL that is always true', `1' or '1'='1`),
  text('SQL that asks more', `x' union select null, version() --`),
  text('SQL that waits', `'||(select pg_sleep(9))||'`),
  text('a template', '{{7*7}}${7*7}<%= 7*7 %>#{7*7}'),
  text('a lookup', '${jndi:ldap://127.0.0.1/a}'),
  text('a path out', '../../../../etc/passwd'),
  text('a path out of Windows', '..\\..\\..\\windows\\win.ini'),
  text('lines for a header', 'a\r\nSet-Cookie: stolen=1\r\n\r\n<html>'),
  text('NUL', 'a\0b'),
  text('a bell', 'a\u0007b'),
  text('a separator', 'a\u001eb'),
  text('a script', '<script>alert(1)</script>'),
  text('an attribute', '"><img src=x onerror=alert(1)>'),
  text('a format', '%s%s%n%00%0d%0a'),
  text('an operator', '{"$gt":""}'),
  text('the prototype', '__proto__'),
  text('the constructor', 'constructor'),
  text('nothing', ''),
  text('white space', ' \t\u3000 '),
  text('combining marks', `Z${'\u0335\u0321\u0489'.repeat(20)}`),
  text('not normalized', 'e\u0301 ﬃ Å'),
  text('right to left', 'abc\u202edcba'),
  text('isolates', 'a\u2066b\u2069'),
  text('zero width', 'a\u200bb\u200dc'),
  text('a mark of byte order', 'a\ufeffb'),
  text('no character', 'a\uffffb'),
  text('beyond the plane', '𠮷👨‍👩‍👧‍👦'),
  text('digits of full width', 'Ｏ２０１７０６１６０００１'),
  text('digits of another script', '٢٠١٧-٠٦-١٦'),
  text('a letter that looks alike', 'О201706160001'),
  text('too long', 'x'.repeat(50_000)),
  text('too long in bytes', '汉'.repeat(21_000)),
  text('longer than a body', 'x'.repeat(70_000)),
  { called: 'half a pair', json: '"a\\ud800b"' },
  { called: 'halves the wrong way round', json: '"\\udc00\\ud800"' },
];

const raw = (json: string): Hostile => ({ called: json.slice(0, 40), json });

export const wrongTypes: readonly Hostile[] = [
  ...['null', 'true', '7', '[]', '{}', '[["a"]]', '{"toString":"x"}', '{"length":1}', '"7"'].map(raw),
];

export const hugeNumbers: readonly Hostile[] = [
  ...['1e400', '-1e400', '-0', '1e-400', '9223372036854775808', '9007199254740993', '1.5', '-1'].map(raw),
];

/** Keys of JSON that name what every object inherits. */
export const prototypeKeys: readonly string[] = [
  '"__proto__":{"polluted":true}',
  '"constructor":{"prototype":{"polluted":true}}',
  '"prototype":{"polluted":true}',
  '"__proto__":null',
];

const levels = 10_000;
export const hugeStructures: readonly Hostile[] = [
  { called: 'deep arrays', json: '['.repeat(levels) + ']'.repeat(levels) },
  { called: 'deep objects', json: '{"a":'.repeat(levels) + '1' + '}'.repeat(levels) },
  { called: 'a long array', json: `[${Array(levels).fill('"a"').join()}]` },
  { called: 'a long array of objects', json: `[${Array(levels).fill('{}').join()}]` },
  { called: 'many keys', json: `{${Array.from({ length: 5_000 }, (_, at) => `"k${at}":1`).join()}}` },
  ...prototypeKeys.map((key) => raw(`{${key}}`)),
];

/** Bodies that are none, or not one. */
export const brokenBodies: readonly Hostile[] = [
  ...['', 'null', '7', '"x"', '[]', '{', '{"a":}', '\ufeff{}', '{"a":1}{"b":2}', "{'a':1}", 'NaN'].map(raw),
  ...hugeStructures,
];

/** Cursors nobody gave out: instants that are none, keys that are no text. */
const forged = [
  '[8640000000000001,"x"]',
  '[-8640000000000000,"x"]',
  '[9007199254740991,"x"]',
  '[0,"a\\u0000b"]',
];
export const forgedCursors: readonly string[] = [
  ...[...forged, '[0,"\\ud800"]', '[1.5,"x"]', '{"__proto__":1}', '[0]', 'null', '[1e400,"x"]'].map((json) =>
    Buffer.from(json).toString('base64url'),
  ),
];

/** Percent-encodings that are not those of a text. */
export const brokenEncodings: readonly string[] = [
  '%',
  '%ff',
  '%ED%A0%80',
  '%00',
  '%C0%AE%C0%AE%C0%AF',
  'a%0d%0aX:1',
];
