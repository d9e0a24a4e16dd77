import { isOfTheFuture, ProjectCode } from './project-code.ts';
import { Uscc, usccWarning } from './uscc.ts';

describe('a project code', () => {
  test.each([
    '2017-330683-29-03-000001',
    '2016-440784-70-03-006957',
    '2020-330683-29-03-000001',
    '2601-330683-04-01-000001',
    '2012-330683-04-01-00000X',
    '2601-000000-04-01-000001',
  ])('%s is well shaped', (code) => {
    expect(ProjectCode.safeParse(code).success).toBe(true);
  });

  test.each([
    ['no such month', '2613-330683-04-01-000001'],
    ['older than the platform', '1998-330683-29-03-000001'],
    ['no such province', '2017-930683-29-03-000001'],
    ['a digit short', '2017-330683-29-03-00001'],
    ['without hyphens', '201733068329030000001'],
    ['full-width digits', '２０17-330683-29-03-000001'],
    ['blanks around it', ' 2017-330683-29-03-000001 '],
    ['a line break behind', '2017-330683-29-03-000001\n2'],
    ['of the new form, from before it began', '2009-330683-04-01-00000X'],
  ])('%s is a fault: %s', (_, code) => {
    expect(ProjectCode.safeParse(code).success).toBe(false);
  });

  test.each([
    ['2601-330683-04-01-000001', '2025-12-31', true],
    ['2601-330683-04-01-000001', '2026-01-01', false],
    ['2017-330683-29-03-000001', '2016-12-31', true],
    ['2017-330683-29-03-000001', '2017-01-01', false],
  ])('%s on %s: of the future %s', (code, day, answer) => {
    expect(isOfTheFuture(code, day)).toBe(answer);
  });
});

describe('a credit code', () => {
  test.each(['91330683MAFAKE0199', '91330683MAFAKE06XC', '52330683MJFAKE0112', '12330683FAKE00013J'])(
    '%s fits its check',
    (code) => {
      expect(Uscc.parse(code)).toBe(code);
      expect(usccWarning(code)).toBeNull();
    },
  );

  test('one that fails its check is well shaped and warned about', () => {
    expect(Uscc.safeParse('91330683MAFAKE0190').success).toBe(true);
    expect(usccWarning('91330683MAFAKE0190')?.en).toContain('check digit');
  });

  test.each(['91330683MAFAKE019', '91330683MAFAKEO199', '9133O683MAFAKE0199', '91330683mafake0199'])(
    '%s is a fault',
    (code) => {
      expect(Uscc.safeParse(code).success).toBe(false);
    },
  );
});
