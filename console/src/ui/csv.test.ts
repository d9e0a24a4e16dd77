import { describe, expect, test } from '@jest/globals';
import { cellOf, csvOf } from './csv.ts';

describe('CSV', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])('keeps %j from being a formula', (text) => {
    expect(cellOf(text)).toBe(`'${text}`);
  });

  test('quotes what would break a line or a cell', () => {
    expect(cellOf('a,"b"\nc')).toBe('"a,""b""\nc"');
  });

  test('leaves numbers as they are, also below zero', () => {
    expect(cellOf(-3)).toBe('-3');
  });

  test('exports the columns that have a text, with their titles', () => {
    const columns = [{ title: '订单', text: ({ no }: { no: string }) => no }, { title: '操作' }];
    expect(csvOf(columns, [{ no: 'O1' }, { no: 'O2' }])).toBe('\uFEFF订单\r\nO1\r\nO2\r\n');
  });
});
