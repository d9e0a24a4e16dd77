import { rowText } from './row.ts';

test('a line stands in columns, a Chinese character taking two', () => {
  const row = {
    day: '2017-06-20',
    orderNo: 'O201706160001',
    subject: '规划审批 planning',
    light: '绿灯 green',
  };
  expect(rowText({ ...row, what: '规划条件 → 审查人 reviewer NRP', days: '2/50' })).toBe(
    '2017-06-20 O201706160001 规划审批 planning                     绿灯 green  规划条件 → 审查人 reviewer NRP          2/50',
  );
});

test('a line ends with its last word', () => {
  expect(rowText({ day: '2017-06-20', orderNo: 'O1', subject: '订单 order', what: '办结 done' })).toMatch(
    /办结 done$/,
  );
});
