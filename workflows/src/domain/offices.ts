import type { Department } from './tracks-and-steps.ts';

/** Stands in every stamp: ours are invented. */
export const sampleSeal = '样例';

/** What every document says of itself. */
export const documentFoot = {
  zh: '样例文书：单位与印章均为虚构，无法律效力。',
  en: 'A sample: offices and seals are invented and have no legal force.',
};

/**
 * The full names of the departments, as they stand on documents and stamps. The place is invented (样例市, Sample City), so that nobody
 * takes a document for one of a real office.
 */
export const officeNames = {
  DRC: { zh: '样例市发展和改革局', en: 'Development and Reform Bureau of Sample City' },
  ASC: { zh: '样例市行政服务中心', en: 'Administrative Service Centre of Sample City' },
  NRP: { zh: '样例市自然资源和规划局', en: 'Natural Resources and Planning Bureau of Sample City' },
  EEB: { zh: '样例市生态环境局', en: 'Ecology and Environment Bureau of Sample City' },
  FRD: { zh: '样例市消防设计审查处', en: 'Fire Design Review Office of Sample City' },
  HCB: { zh: '样例市住房和城乡建设局', en: 'Housing and Construction Bureau of Sample City' },
} as const satisfies Record<Department, { readonly zh: string; readonly en: string }>;
