import type { Role } from '@doudi/infra/http';
import { departments, wordsOf } from '@doudi/workflows';

/** A sample person: the claims of their token, and their names in words. */
export interface Person {
  /** opaque: no name ever leaves this file */
  readonly subject: string;
  readonly roles: readonly Role[];
  readonly department?: string;
  readonly uscc?: string;
  readonly zh: string;
  readonly en: string;
}

const duties = [
  { role: 'reviewer', zh: '审查员', series: 20 },
  { role: 'checker', zh: '审核员', series: 30 },
  { role: 'head', zh: '负责人', series: 40 },
] as const;

/** The people of each department: one reviews, another checks, and its head grants extensions. */
const officials = departments.flatMap((department, index) =>
  duties.map(({ role, zh, series }): [string, Person] => {
    const office = wordsOf(department);
    const subject = `p-${series}${String(index + 1).padStart(2, '0')}`;
    const words = { zh: `${office.zh}${zh}`, en: `${office.en} ${role}` };
    return [`${role}-${department.toLowerCase()}`, { subject, roles: [role], department, ...words }];
  }),
);

const one = (subject: string, role: Role, zh: string, en: string, uscc?: string): Person => ({
  subject,
  roles: [role],
  zh,
  en,
  ...(uscc && { uscc }),
});

/** The people of the sample city, by the names used on the command line. Codes are made up and cannot be real ones. */
export const people: Readonly<Record<string, Person>> = {
  'agent-lou': one('p-1001', 'agent', '代办员小楼', 'project agent Lou'),
  'agent-xu': one('p-1002', 'agent', '代办员小徐', 'project agent Xu'),
  'enterprise-yunzhan': one('p-1101', 'enterprise', '云栈公司', 'Yunzhan company', '91330683MAFAKE0199'),
  'enterprise-shanxi': one('p-1102', 'enterprise', '剡溪公司', 'Shanxi company', '91330683MAFAKE0274'),
  'enterprise-yueci': one('p-1103', 'enterprise', '越瓷公司', 'Yueci company', '91330683MAFAKE035Y'),
  ...Object.fromEntries(officials),
  'agency-dsn': one('p-1201', 'agency', '设计院', 'design agency', '91330683MAFAKE107P'),
  'agency-dsn-2': one('p-1204', 'agency', '另一家设计院', 'another design agency', '91330683MFAKE01713'),
  'agency-eia': one('p-1202', 'agency', '环评机构', 'environmental agency', '91330683MAFAKE115J'),
  'agency-drw': one('p-1203', 'agency', '审图机构', 'drawing review agency', '91330683MAFAKE123D'),
  'officer-fang': one('p-1301', 'fallback-officer', '兜底窗口小方', 'fallback officer Fang'),
  'supervisor-qian': one('p-1401', 'supervisor', '督查员老钱', 'supervisor Qian'),
  'administrator-sun': one('p-1501', 'administrator', '管理员老孙', 'administrator Sun'),
  'auditor-li': one('p-1601', 'auditor', '审计员小李', 'auditor Li'),
};
