import { type Refusals, refusing } from '@doudi/infra/http';
import type { CommissionRefusal, HiringRefusal } from '@doudi/workflows';
import { agencyRefusals, type OnAgencyRefusal } from './agency-words.ts';
import { creditRefusals, type CreditRefusal } from './credit-words.ts';

/** The codes with which the market refuses. */
export type MarketRefusal =
  CommissionRefusal | CreditRefusal | 'no-bidder-left' | 'commission-files-full' | OnAgencyRefusal;

/** Why an agency is not hired. */
export const notHired = [
  'agency-not-listed',
  'agency-suspended',
  'wrong-category',
  'qualification-expired',
] as const satisfies readonly HiringRefusal[];

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
  'no-brief': {
    title: { zh: '尚未填写委托要求', en: 'The commission has no brief yet' },
    help: {
      zh: '由业主先填写委托要求。',
      en: 'The owner says first what is needed.',
    },
  },
  'tender-first': {
    title: { zh: '委托要求的选取方式不是直接选取', en: 'The brief has the agency chosen by a tender' },
    help: {
      zh: '发布采购公告，或改为直接选取；两次流标后可以直接选取。',
      en: 'Publish the tender, or change the way to `direct`; after two failed tenders an agency may be engaged directly.',
    },
  },
  'no-tender': {
    title: { zh: '委托要求的选取方式是直接选取', en: 'The brief has the agency chosen directly' },
    help: {
      zh: '直接选定中介，或改选取方式。',
      en: 'Engage an agency, or change the way of choosing in the brief.',
    },
  },
  'ends-with-order': {
    title: { zh: '订单任务的委托随订单终止', en: 'The commission of a task ends with its order' },
    help: {
      zh: '可更换中介，或撤回订单。',
      en: 'Replace the agency, or withdraw the order.',
    },
  },
  'no-bidder-left': {
    title: { zh: '没有可以中选的报价', en: 'No bid is left that may win' },
    help: { zh: '撤回采购公告，另行公告。', en: 'Cancel the tender and publish it anew.' },
  },
  'commission-files-full': {
    title: { zh: '本轮上传的文件已满', en: 'This side has handed in as many files in this round as it may' },
    help: {
      zh: '请合并或压缩文件，或在下一轮上传。',
      en: 'Put files together or make them smaller, or hand them in in the next round.',
    },
    members: { mostFiles: { type: 'integer' }, mostBytes: { type: 'integer' } },
  },
  ...creditRefusals,
  ...agencyRefusals,
} satisfies Refusals<MarketRefusal>;

/** What can be asked for here, as people call it. */
export const things = {
  commission: { zh: '委托', en: 'commission' },
  agency: { zh: '中介机构', en: 'agency' },
  project: { zh: '项目', en: 'project' },
  tender: { zh: '采购公告', en: 'tender' },
  deduction: { zh: '扣分', en: 'deduction' },
  appeal: { zh: '申诉', en: 'appeal' },
  commissionFile: { zh: '文件', en: 'file' },
  agencyFile: { zh: '文件', en: 'file' },
  objection: { zh: '异议', en: 'objection' },
  qualification: { zh: '待审核的资质', en: 'qualification that waits for a decision' },
};

/** A refusal of the rules as a 409 problem: its code is the type, its details say what would help. */
export const refuse = refusing(refusals);
