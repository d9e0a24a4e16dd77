import type { Category as CategoryCode } from '@doudi/workflows';

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
  [zh, en, sampleName]: readonly [zh: string, en: string, sampleName: string],
  defaultDays: number | null,
  agencies: number,
): Category => ({ code, zh, en, sampleName, defaultDays, agencies });

/** The 20 kinds of intermediary service and how many of the 145 sample agencies each has. */
export const sampleCategories: readonly Category[] = [
  row('ENG', ['工程咨询', 'Engineering consulting', '样例工程咨询公司'], 10, 8),
  row('GEO', ['工程勘察', 'Geotechnical survey', '样例岩土勘察院'], 10, 7),
  row('DSN', ['建筑工程设计', 'Design', '样例勘察设计院'], 20, 16),
  row('DRW', ['施工图审查', 'Drawing review', '样例施工图审查中心'], 15, 4),
  row('MAP', ['测绘(含联合测绘)', 'Surveying, joint survey', '样例测绘院'], 5, 8),
  row('EIA', ['环境影响评价', 'Environmental impact assessment', '样例环境科技公司'], 20, 12),
  row('ENE', ['节能评估', 'Energy assessment', '样例节能技术公司'], 12, 6),
  row('SWC', ['水土保持方案', 'Soil and water conservation plan', '样例水土保持咨询公司'], 12, 6),
  row('HAZ', ['地质灾害危险性评估', 'Geohazard assessment', '样例地质环境院'], 8, 3),
  row('MIN', ['压覆矿产资源评估', 'Mineral overlay assessment', '样例矿产评估公司'], 8, 2),
  row('SEI', ['地震安全性评价', 'Seismic safety evaluation', '样例地震工程公司'], 10, 2),
  row('SAF', ['安全评价', 'Safety assessment', '样例安全评价公司'], 12, 9),
  row('OHS', ['职业病危害评价', 'Occupational hazard assessment', '样例职业卫生公司'], 12, 5),
  row('LGT', ['防雷技术服务', 'Lightning protection', '样例防雷检测公司'], 5, 4),
  row('FIR', ['消防技术服务', 'Fire technical service', '样例消防检测公司'], 5, 6),
  row('CAD', ['人防工程技术服务', 'Civil air defence', '样例人防技术公司'], 5, 3),
  row('CST', ['工程造价咨询', 'Cost consulting', '样例造价咨询公司'], 8, 11),
  row('TND', ['招标代理', 'Tender agency', '样例招标代理公司'], 10, 12),
  row('SUP', ['工程监理', 'Construction supervision', '样例工程监理公司'], null, 13),
  row('VAL', ['土地、房地产评估与房产测绘', 'Valuation', '样例房地产评估公司'], 5, 8),
];
