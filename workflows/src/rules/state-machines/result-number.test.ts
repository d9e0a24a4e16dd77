import { taskCodes } from '../../domain/tracks-and-steps.ts';
import { resultNumber } from './result-number.ts';

const orderNo = 'O201706160001';

test('a result bears order and task, and check digits as cases do', () => {
  const number = resultNumber(orderNo, 'construction-permit');
  expect(number).toMatch(/^R20170616000112\d\d$/);
  expect(BigInt(number.slice(1)) % 97n).toBe(1n);
});

test('no two results share a number, whatever the length of the order’s', () => {
  const orders = ['O201706160001', 'O2017061600010', 'O20170616000101', 'O201706160002'];
  const numbers = orders.flatMap((order) => taskCodes.map((task) => resultNumber(order, task)));
  expect(new Set(numbers).size).toBe(numbers.length);
});

test('a corrected result keeps its number and says which correction it is', () => {
  expect(resultNumber(orderNo, 'record', 2)).toBe(`${resultNumber(orderNo, 'record')}-2`);
});
