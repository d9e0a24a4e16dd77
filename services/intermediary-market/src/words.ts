import { type Refusals, refusing } from '@doudi/infra/http';
import type { CommissionRefusal } from '@doudi/workflows';

/** The codes with which the market refuses. */
export type MarketRefusal = CommissionRefusal | 'wrong-category' | 'agency-suspended';

/** What people read when the market refuses, by the problem's type, and what they can do then. */
export const refusals = {
  'commission-not-there': {
    title: { zh: '委托尚未到或已过这一阶段', en: 'The commission is not at the stage this needs' },
    help: { zh: '“state”是委托现在的阶段。', en: '`state` says where the commission stands.' },
    members: { state: { type: 'string' }, needs: { type: 'array', items: { type: 'string' } } },
  },
  'other-agency': {
    title: { zh: '已选定另一家中介', en: 'Another agency is engaged' },
    help: { zh: '只有选定的中介可以办理。', en: 'Only the agency that is engaged may do this.' },
  },
  'wrong-category': {
    title: { zh: '该中介的类别与委托不符', en: 'The agency is of another category than the commission' },
    help: {
      zh: '“needs”是所需类别，见 /v1/agencies?category=。',
      en: '`needs` is the category; see /v1/agencies?category=.',
    },
    members: { agencyCategory: { type: 'string' }, needs: { type: 'string' } },
  },
  'agency-suspended': {
    title: { zh: '该中介已暂停，不能选定', en: 'The agency is suspended and cannot be engaged' },
    help: {
      zh: '请另选一家，见 /v1/agencies?status=listed。',
      en: 'Choose another one; see /v1/agencies?status=listed.',
    },
    members: { agencyNo: { type: 'string' } },
  },
} satisfies Refusals<MarketRefusal>;

/** What can be asked for here, as people call it. */
export const things = {
  commission: { zh: '委托', en: 'commission' },
  agency: { zh: '中介机构', en: 'agency' },
};

/** A refusal of the rules as a 409 problem: its code is the type, its details say what would help. */
export const refuse = refusing(refusals);
