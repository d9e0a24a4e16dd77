import type { Refusals } from '@doudi/infra/http';
import type { AppealRefusal, RatingRefusal } from '@doudi/workflows';

/** The codes with which a rating, an appeal or its decision is refused. */
export type CreditRefusal = RatingRefusal | AppealRefusal;

/** What people read then, by the problem's type. */
export const creditRefusals = {
  'agency-rated-already': {
    title: { zh: '这一方已评价过', en: 'This judge has rated the result already' },
    help: {
      zh: '每项成果业主、监管部门、中心各评一次，见 …/ratings。',
      en: 'Owner, regulator and centre rate a result once each; see …/ratings.',
    },
    members: { judge: { type: 'string' } },
  },
  'rating-over': {
    title: { zh: '验收已满十二个月，不再评价', en: 'The result was accepted more than twelve months ago' },
    help: { zh: '十二个月前的评价不再计分。', en: 'A rating older than twelve months would not count.' },
  },
  'appealed-already': {
    title: { zh: '该扣分已申诉过', en: 'An appeal against this deduction is on record' },
    help: {
      zh: '每项扣分申诉一次，结果见信用分说明。',
      en: 'Each deduction has one appeal; the credit of the agency says what became of it.',
    },
  },
  'appeal-over': {
    title: { zh: '已过申诉期', en: 'It is too late to appeal' },
    help: {
      zh: '扣分登记后五个工作日内可申诉，至“until”为止。',
      en: 'An appeal is taken for five working days after the deduction, until `until`.',
    },
    members: { until: { type: 'string', format: 'date-time' } },
  },
  'appeal-decided': {
    title: { zh: '该申诉已裁定', en: 'The appeal has been decided' },
    help: { zh: '“decision”是裁定结果。', en: '`decision` is what was decided.' },
    members: { decision: { type: 'string' } },
  },
  'same-person': {
    title: {
      zh: '一人不得兼办两关，须由另一人办理',
      en: 'One person may not do both: another one of the same duty must',
    },
    help: { zh: '请同岗位的另一人办理。', en: 'Have another person of the same duty do it.' },
  },
} satisfies Refusals<CreditRefusal>;
