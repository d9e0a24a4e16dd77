import { expect, test } from '@jest/globals';
import { formOf } from './person-model.ts';

test('a person is changed from what is on record, without the masked contact', () => {
  const form = formOf({
    ...{
      subject: 'p-2001',
      name: '样例审查员',
      roles: ['reviewer'],
      department: 'DRC',
      substitute: 'p-2002',
    },
    ...{ uscc: null, active: true, phone: '138****8000', mail: 'l***@example.cn', wantsMail: true },
    changedAt: '2017-06-16T10:00:00+08:00',
  });
  expect(form).toEqual({
    ...{ name: '样例审查员', roles: ['reviewer'], department: 'DRC', substitute: 'p-2002' },
    ...{ uscc: null, active: true },
  });
});

test('who is entered is active from the start', () => {
  expect(formOf(undefined)).toEqual({ active: true });
});
