import { describe, expect, test } from '@jest/globals';
import {
  addressOf,
  askedOf,
  factsOf,
  faultsOf,
  languageOf,
  sayIn,
  trackingPath,
  type TrackedCase,
} from './track-model.ts';

const no = 'DD20170731000159';
const code = '7K3M9QW2ZD4T';
const words = (zh: string, en: string) => ({ zh, en });
const found: TrackedCase = {
  ...{ caseNo: no, state: 'open', level: 'L1', lead: null, outcome: null, answeredAt: null, closedAt: null },
  openedAt: '2017-07-31T10:00:00+08:00',
  next: { what: words('答复', 'answer'), at: '2017-08-03T17:00:00+08:00', day: '2017-08-03' },
  steps: [],
  words: { state: { open: words('办理中', 'open') }, level: { L1: words('一级', 'level 1') } },
};

describe('what the tracking page asks', () => {
  test('the square code of a slip brings number and code', () => {
    expect(askedOf(`?no=${no}&code=${code}`)).toEqual({ no, secret: code });
    expect(askedOf('')).toEqual({ no: '', secret: '' });
  });

  test('the address that stays has the number and no code', () => {
    expect(addressOf({ no }, 'en')).toBe(`?no=${no}&lang=en`);
    expect(addressOf({ no: '' }, 'zh')).toBe('?lang=zh');
  });

  test.each([
    [code, `/v1/cases/${no}/tracking?code=${code}`],
    ['8000', `/v1/cases/${no}/tracking?phone=8000`],
  ])('%s goes to %s', (secret, path) => {
    expect([trackingPath({ no, secret }), faultsOf({ no, secret })]).toEqual([path, []]);
  });

  test.each([
    ['', '', ['no', 'secret']],
    ['2017', '8000', ['no']],
    [no, '800', ['secret']],
    [`${no}/../x`, code, ['no']],
    [no, `${code}&x`, ['secret']],
  ])('number %j with %j is not asked for: %j', (given, secret, faults) => {
    expect(faultsOf({ no: given, secret })).toEqual(faults);
  });

  test.each([
    ['?lang=en', 'zh-CN', 'en'],
    ['?lang=zh', 'en-GB', 'zh'],
    ['', 'en-GB', 'en'],
    ['', 'fr', 'zh'],
  ])('with %j in a browser of %s it speaks %s', (search, browser, language) => {
    expect(languageOf(search, browser)).toBe(language);
  });
});

describe('what the tracking page says', () => {
  test('where a case stands, in words; what is not known yet is left out', () => {
    expect(factsOf(found, 'en')).toEqual([
      ['State', 'open'],
      ['What comes next', 'answer, by Thu 3 Aug 2017 17:00'],
      ['Level', 'level 1'],
      ['Lead', 'the fallback window'],
      ['Received', 'Mon 31 Jul 2017 10:00'],
    ]);
  });

  test('how it ended, once it has', () => {
    const ended = { ...found, next: null, outcome: 'withdrawn' as const, closedAt: found.openedAt };
    const said = { ...found.words, outcome: { withdrawn: words('撤回', 'withdrawn') } };
    const facts = Object.fromEntries(factsOf({ ...ended, words: said }, 'zh'));
    expect(facts).toMatchObject({ 结论: '撤回', 办结: '2017年7月31日（周一）10:00' });
    expect(facts).not.toHaveProperty('下一步');
  });

  test('a word has its values in place', () => {
    expect(sayIn('en')('track.case', { no })).toBe(`Case ${no}`);
  });
});
