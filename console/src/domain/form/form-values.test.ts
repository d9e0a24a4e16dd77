import { describe, expect, test } from '@jest/globals';
import { fieldsOf, unticked, withNulls } from './form-shape.ts';

const day = { anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] };
const certificate = {
  type: 'object',
  properties: { certificateNo: { type: 'string', pattern: '^[A-Z0-9]+$' }, validThrough: day },
  required: ['certificateNo', 'validThrough'],
};
const body = {
  properties: {
    certificates: { type: 'array', items: certificate },
    isUrgent: { type: 'boolean' },
    requirements: { type: 'string', maxLength: 4_000, pattern: '\\S' },
    requiredBy: day,
  },
  required: ['certificates', 'isUrgent', 'requirements'],
};
const fields = fieldsOf(body);

describe('the form of a body', () => {
  test('lets a field that may be null be left empty, and says null then', () => {
    const given = {
      certificates: [{ certificateNo: 'A1' }, { certificateNo: 'B2', validThrough: '2018-01-01' }],
    };
    expect(withNulls(fields, given)).toEqual({
      certificates: [
        { certificateNo: 'A1', validThrough: null },
        { certificateNo: 'B2', validThrough: '2018-01-01' },
      ],
    });
  });

  test('starts with a no where a yes or a no is wanted', () => {
    expect(unticked(fields)).toEqual({ isUrgent: false });
  });

  test('gives a text of many characters several lines, and one of a given form a single one', () => {
    expect(fields.find(({ name }) => name === 'requirements')?.shape).toMatchObject({ isLong: true });
    expect(fieldsOf(certificate)[0]?.shape).toMatchObject({ isLong: false });
  });
});
