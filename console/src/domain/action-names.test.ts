import { expect, test } from '@jest/globals';
import {
  distinctionOf,
  fieldsAsked,
  keyOf,
  markedFields,
  withoutRepeats,
  type Action,
} from './action-names.ts';

const action = (name: string, body: Record<string, string> = {}): Action => ({
  ...{ action: name, what: { zh: '办结', en: 'close' }, verb: 'POST', href: '/v1/cases/1/closing' },
  ...{ body, fields: [], until: null },
});
const code = (field: string, value: string) => `${field}.${value}`;

test('actions of one name are told apart by what is sent with each', () => {
  const all = [action('close', { outcome: 'withdrawn' }), action('close', { outcome: 'out-of-scope' })];
  expect(all.map((one) => distinctionOf(one, all, code))).toEqual([
    'outcome.withdrawn',
    'outcome.out-of-scope',
  ]);
  expect(new Set(all.map(keyOf)).size).toBe(2);
  expect(withoutRepeats([...all, ...all])).toEqual(all);
});

test('an action that is alone needs no distinction', () => {
  const all = [action('close', { outcome: 'withdrawn' }), action('raise')];
  expect(all.map((one) => distinctionOf(one, all, code))).toEqual([undefined, undefined]);
});

test('a request that is offered beside an answer asks what its body has, and marks what may be left out', () => {
  const text = { type: 'string' };
  const body = {
    properties: { projectCode: text, agentId: text, expiresAt: text },
    required: ['projectCode', 'agentId'],
  };
  expect(fieldsAsked(body, { projectCode: 'P' })).toEqual(['agentId', 'expiresAt?']);
});

test('where an action marks nothing, the contract says what may be left out', () => {
  expect(markedFields(['contractFile'], { required: [] })).toEqual(['contractFile?']);
  expect(markedFields(['track', 'days'], { required: ['track'] })).toEqual(['track', 'days?']);
  expect(markedFields(['lines', 'days?'], {})).toEqual(['lines', 'days?']);
});
