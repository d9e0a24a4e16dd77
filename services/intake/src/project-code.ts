import { bilingual } from '@doudi/infra/words';
import { z } from 'zod';

// Provinces of GB/T 2260, and 00 for projects of the central level.
const province = '(?:00|1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-6]|71|8[12])';
// Year-region-industry-type-serial: from the start of the online platform until the change of 2020.
const old = `20(?:1[3-9]|20)-${province}[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{6}`;
// YYMM-region-department-type-random and check (GB/T 40058-2021), in Zhejiang since October 2020.
const month = '(?:201[0-2]|(?:2[1-9]|[3-9][0-9])(?:0[1-9]|1[0-2]))';
const recent = `${month}-${province}[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{5}[0-9X]`;
const isOld = new RegExp(`^${old}$`);

/** The national code of an investment project, old or new. Its check character is never judged: its rule is not public. */
export const ProjectCode = z
  .string()
  .regex(
    new RegExp(`^(?:${old}|${recent})$`),
    bilingual(
      '须为日期与地区合理的项目代码，如 2017-330683-29-03-000001 或 2601-330683-04-01-000001',
      'must be a project code with a plausible date and region, such as 2017-330683-29-03-000001 or 2601-330683-04-01-000001',
    ),
  )
  .meta({ examples: ['2017-330683-29-03-000001', '2601-330683-04-01-000001'] });

/** Whether the code's year, or year and month, lies after `day` (`yyyy-mm-dd`). */
export const isOfTheFuture = (code: string, day: string): boolean =>
  isOld.test(code)
    ? code.slice(0, 4) > day.slice(0, 4)
    : code.slice(0, 4) > day.slice(2, 4) + day.slice(5, 7);
