import { describe, expect, test } from '@jest/globals';
import type { Schema } from '../../api/schema.ts';
import { fieldsOf, pathOf, withoutEmpty } from './form-shape.ts';

const review: Schema = {
  type: 'object',
  properties: {
    opinion: { type: 'string', enum: ['approve', 'refuse'] },
    note: { type: 'string', maxLength: 2_000 },
    day: { anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] },
    lines: {
      type: 'array',
      items: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
    },
  },
  required: ['opinion'],
};

describe('the fields of a form', () => {
  test('are those of the body, with the kind that its schema has', () => {
    expect(fieldsOf(review).map(({ name, shape, isRequired }) => [name, shape.kind, isRequired])).toEqual([
      ['opinion', 'choice', true],
      ['note', 'text', false],
      ['day', 'day', false],
      ['lines', 'groups', false],
    ]);
  });

  test('of an action are those it takes, and it demands what it does not mark with a question mark', () => {
    const fields = (only: string[]) =>
      fieldsOf(review, only).map(({ name, isRequired }) => [name, isRequired]);
    expect(fields(['note?'])).toEqual([['note', false]]);
    expect(fields(['note', 'lines?'])).toEqual([
      ['note', true],
      ['lines', false],
    ]);
    expect(fields([])).toEqual([]);
  });
});

test('a fault is shown at the field that its pointer names', () => {
  expect(pathOf('/lines/0/text')).toEqual(['lines', 0, 'text']);
  expect(pathOf('/a~1b')).toEqual(['a/b']);
});

test('what was left empty is not sent', () => {
  expect(
    withoutEmpty({ note: '', days: 0, contact: { phone: '' }, lines: [{ text: 'x', paper: null }] }),
  ).toEqual({
    days: 0,
    lines: [{ text: 'x' }],
  });
});
