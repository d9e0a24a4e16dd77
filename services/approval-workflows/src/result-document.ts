import type { Line, Printable } from '@doudi/infra/pdf';
import {
  chineseDay,
  officeDay,
  documentFoot,
  line,
  linesOfProject,
  officeNames,
  progressCode,
  resultNumber,
  sampleSeal,
  shanghaiMinute,
  wordsIn,
  wordsOf,
  type Calendar,
  type TaskCode,
  type Words,
} from '@doudi/workflows';
import type { AmendmentRow } from './amendments.ts';
import type { ProjectSheet } from './project-sheets.ts';
import type { Result } from './results.ts';

/** What each task's approval is called; the others bear the name of their task. */
const titles: Readonly<Partial<Record<TaskCode, Words>>> = {
  record: { zh: '项目备案信息表', en: 'Record of the project' },
  'order-meeting': { zh: '订单会商意见', en: 'Opinion of the order meeting' },
  'planning-conditions': { zh: '规划条件通知书', en: 'Notice of planning conditions' },
  'scheme-review': { zh: '设计方案审查意见书', en: 'Opinion on the design scheme' },
  'eia-review': { zh: '环境影响评价审批意见', en: 'Approval of the environmental impact assessment' },
  'fire-review': { zh: '消防设计审查意见书', en: 'Opinion on the fire design' },
  'safety-registration': { zh: '质量安全监督登记表', en: 'Registration of quality and safety' },
  'construction-permit': { zh: '建筑工程施工许可证', en: 'Construction permit' },
};

interface Issued {
  readonly result: Result;
  readonly sheet: ProjectSheet | undefined;
  /** of the order: says which office day an instant belongs to */
  readonly calendar: Calendar;
  readonly gatewayUrl: string | undefined;
}

/** The document of a decided task as it stands now: what was corrected or taken back since, it says itself. */
export function resultDocument({ result, sheet, calendar, gatewayUrl }: Issued): Printable {
  const { orderNo, number, department, at, amendments } = result;
  return {
    title: titleOf(result),
    number,
    at: amendments.at(-1)?.decidedAt ?? at,
    day: chineseDay(officeDay(calendar, at.getTime())),
    code: progressCode(gatewayUrl, orderNo),
    ...warningOf(result, calendar),
    sections: [
      { heading: { zh: '项目', en: 'Project' }, lines: linesOfSheet(result, sheet) },
      { heading: { zh: '决定', en: 'Decision' }, lines: linesOfDecision(result) },
      ...amendments.map(sectionOf),
    ],
    stamp: { office: officeNames[department], below: sampleSeal },
    foot: documentFoot,
  };
}

/** What is called by its kind, whatever its task. */
const titlesOfKinds = {
  refusal: { zh: '不予许可决定书', en: 'Decision to refuse' },
  'not-accepted': { zh: '不予受理通知书', en: 'Notice that papers are not accepted' },
  permit: null,
  opinion: null,
} as const satisfies Record<Result['kind'], Words | null>;

const titleOf = ({ kind, task }: Result): Words => titlesOfKinds[kind] ?? titles[task] ?? wordsOf(task);

/** Of a result that was corrected: what it is called now, and what it replaces; of one taken back, that it holds no more. */
function warningOf(
  { state, orderNo, task, amendments }: Result,
  calendar: Calendar,
): Pick<Printable, 'warning'> {
  const last = amendments.at(-1);
  if (!last?.decidedAt || state === 'issued') return {};
  const day = officeDay(calendar, last.decidedAt.getTime());
  if (state === 'revoked')
    return {
      warning: {
        text: {
          zh: `本文书已于${chineseDay(day)}撤销，自撤销之日起不再有效。`,
          en: `This document was revoked on ${day} and no longer holds.`,
        },
        across: wordsIn('resultState', 'revoked').zh,
      },
    };
  const replaced = resultNumber(orderNo, task, amendments.length - 1);
  return {
    warning: {
      text: {
        zh: `本文书于${chineseDay(day)}更正，代替编号 ${replaced} 的文书；更正内容见下。`,
        en: `Corrected on ${day}; this document replaces ${replaced}. What was corrected is said below.`,
      },
    },
  };
}

const linesOfSheet = (result: Result, sheet: ProjectSheet | undefined): Line[] => [
  ...linesOfProject(result, sheet),
  ...line('总投资', 'Investment', sheet ? `${yuan(sheet.investmentYuan)} 元 CNY` : null),
  ...line('用地', 'Land', sheet ? `${sheet.landHectares} 公顷 ha` : null),
];

const yuan = (amount: number) => String(amount).replaceAll(/\B(?=(\d{3})+$)/g, ',');

const linesOfDecision = (result: Result): Line[] => [
  ...line('订单编号', 'Order', result.orderNo),
  ...line('环节', 'Step', wordsOf(result.step)),
  ...line('事项', 'Task', wordsOf(result.task)),
  ...line('决定', 'Decision', wordsIn('verdict', result.verdict)),
  ...line('决定时间', 'Decided at', shanghaiMinute(result.at.getTime())),
  ...line('审查人', 'Reviewed by', result.reviewer),
  ...line('核准人', 'Checked by', result.checker),
  ...line('理由', 'Reasons', result.note),
  ...line('法律依据', 'Legal basis', result.legalBasis),
  ...line('救济途径', 'Remedy', result.remedy),
];

const sectionOf = (amendment: AmendmentRow) => ({
  heading: wordsOf(amendment.kind),
  lines: [
    ...line('决定时间', 'Decided at', amendment.decidedAt && shanghaiMinute(amendment.decidedAt.getTime())),
    ...line('理由', 'Reasons', amendment.note),
    ...line('更正为', 'Should say', amendment.corrected),
    ...line('法律依据', 'Legal basis', amendment.legalBasis),
    ...line('救济途径', 'Remedy', amendment.remedy),
  ],
});
