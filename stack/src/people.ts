import type { Role } from '@doudi/infra/http/route';

/** A sample person: who the token says they are, and how to speak of them. */
export interface Person {
  /** opaque: no name ever leaves this file */
  readonly subject: string;
  readonly roles: readonly Role[];
  readonly department?: string;
  readonly uscc?: string;
  readonly zh: string;
  readonly en: string;
}

const departments = {
  DRC: ['发改局', 'Development and Reform'],
  ASC: ['行政服务中心', 'Administrative Service Centre'],
  NRP: ['自然资源和规划局', 'Natural Resources and Planning'],
  EEB: ['生态环境局', 'Ecology and Environment'],
  FRD: ['消防(住建)', 'Fire Review'],
  HCB: ['住建局', 'Housing and Construction'],
} as const;

const desk = (code: string, index: number, role: 'reviewer' | 'checker', zh: string, en: string): Person => ({
  subject: `p-${role === 'reviewer' ? 20 : 30}${String(index + 1).padStart(2, '0')}`,
  roles: [role],
  department: code,
  zh: `${zh}${role === 'reviewer' ? '审查员' : '审核员'}`,
  en: `${en} ${role}`,
});

const desks = Object.entries(departments).flatMap(([code, [zh, en]], index) =>
  (['reviewer', 'checker'] as const).map(
    (role) => [`${role}-${code.toLowerCase()}`, desk(code, index, role, zh, en)] as const,
  ),
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
  'enterprise-yunzhan': one('p-1101', 'enterprise', '云展公司', 'Yunzhan company', '91330683MAFAKE0199'),
  'enterprise-shanxi': one('p-1102', 'enterprise', '剡溪公司', 'Shanxi company', '91330683MAFAKE0274'),
  'enterprise-yueci': one('p-1103', 'enterprise', '越瓷公司', 'Yueci company', '91330683MAFAKE035Y'),
  ...Object.fromEntries(desks),
  'agency-dsn': one('p-1201', 'agency', '设计院', 'design agency', '91330683MAFAKE107P'),
  'agency-eia': one('p-1202', 'agency', '环评机构', 'environmental agency', '91330683MAFAKE115J'),
  'agency-drw': one('p-1203', 'agency', '审图机构', 'drawing review agency', '91330683MAFAKE123D'),
  'officer-fang': one('p-1301', 'fallback-officer', '兜底窗口小方', 'fallback officer Fang'),
  'supervisor-qian': one('p-1401', 'supervisor', '督查员老钱', 'supervisor Qian'),
  'administrator-sun': one('p-1501', 'administrator', '管理员老孙', 'administrator Sun'),
};
