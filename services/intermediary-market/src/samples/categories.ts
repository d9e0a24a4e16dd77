import { wordsOf, type Category as CategoryCode } from '@doudi/workflows';

export interface Category {
  readonly code: CategoryCode;
  readonly zh: string;
  readonly en: string;
  /** usual working days of one job, the longest where a range is usual; null: as long as the works last */
  readonly defaultDays: number | null;
  /** agencies in the sample */
  readonly agencies: number;
  /** what the invented names of its agencies begin with */
  readonly sampleName: string;
}

const row = (
  code: CategoryCode,
  sampleName: string,
  defaultDays: number | null,
  agencies: number,
): Category => ({ code, ...wordsOf(code), sampleName, defaultDays, agencies });

/** The 20 kinds of intermediary service and how many of the 145 sample agencies each has. */
export const sampleCategories: readonly Category[] = [
  row('ENG', '样例工程咨询公司', 10, 8),
  row('GEO', '样例岩土勘察院', 10, 7),
  row('DSN', '样例勘察设计院', 20, 16),
  row('DRW', '样例施工图审查中心', 15, 4),
  row('MAP', '样例测绘院', 5, 8),
  row('EIA', '样例环境科技公司', 20, 12),
  row('ENE', '样例节能技术公司', 12, 6),
  row('SWC', '样例水土保持咨询公司', 12, 6),
  row('HAZ', '样例地质环境院', 8, 3),
  row('MIN', '样例矿产评估公司', 8, 2),
  row('SEI', '样例地震工程公司', 10, 2),
  row('SAF', '样例安全评价公司', 12, 9),
  row('OHS', '样例职业卫生公司', 12, 5),
  row('LGT', '样例防雷检测公司', 5, 4),
  row('FIR', '样例消防检测公司', 5, 6),
  row('CAD', '样例人防技术公司', 5, 3),
  row('CST', '样例造价咨询公司', 8, 11),
  row('TND', '样例招标代理公司', 10, 12),
  row('SUP', '样例工程监理公司', null, 13),
  row('VAL', '样例房地产评估公司', 5, 8),
];
