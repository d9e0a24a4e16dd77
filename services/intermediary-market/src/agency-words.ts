import type { Refusals } from '@doudi/infra/http';
import type { AgencyRefusal, HiringRefusal } from '@doudi/workflows';

/** The codes with which the market refuses what is done to agencies. */
export type OnAgencyRefusal =
  AgencyRefusal | HiringRefusal | 'objected-already' | 'qualification-asked' | 'files-full';

/** What people read when the market refuses something about an agency, by the problem's type, and what they can do then. */
export const agencyRefusals = {
  'agency-not-there': {
    title: { zh: '该中介尚未到或已过这一状态', en: 'The agency is not in the state this needs' },
    help: {
      zh: '“state”是其现在的状态，“needs”是所需状态。',
      en: '`state` says how it stands, `needs` what is needed.',
    },
    members: { state: { type: 'string' }, needs: { type: 'array', items: { type: 'string' } } },
  },
  'agency-barred': {
    title: { zh: '清退后 12 个月内不得再次申请', en: 'A delisted agency cannot apply again for 12 months' },
    help: { zh: '“mayApplyFrom”起可以申请。', en: 'It may apply again from `mayApplyFrom` on.' },
    members: { mayApplyFrom: { type: 'string' } },
  },
  'notice-over': {
    title: { zh: '公示期已满', en: 'The public notice is over' },
    help: { zh: '入库后的问题请向监管人员反映。', en: 'Report what is wrong to a supervisor.' },
  },
  'nothing-to-decide': {
    title: { zh: '没有待处理的异议', en: 'No objection waits for a decision' },
    help: { zh: '见该中介的“objections”。', en: 'See `objections` of the agency.' },
  },
  'repair-not-there': {
    title: { zh: '整改尚未到或已过这一步', en: 'The repair is not at the stage this needs' },
    help: {
      zh: '“repair”是整改现在的进度，空为尚未开始。',
      en: '`repair` says how far it is; null when nothing is asked for or handed in.',
    },
    members: { repair: { type: ['string', 'null'] } },
  },
  'agency-not-listed': {
    title: { zh: '该中介不在库，不能选定', en: 'The agency is not listed and cannot be engaged' },
    help: {
      zh: '请另选一家，见 /v1/agencies?status=listed。',
      en: 'Choose another one; see /v1/agencies?status=listed.',
    },
    members: { agencyNo: { type: 'string' }, state: { type: ['string', 'null'] } },
  },
  'agency-suspended': {
    title: { zh: '该中介已暂停，不能选定', en: 'The agency is suspended and cannot be engaged' },
    help: {
      zh: '请另选一家，见 /v1/agencies?status=listed。',
      en: 'Choose another one; see /v1/agencies?status=listed.',
    },
    members: { agencyNo: { type: 'string' }, suspendedThrough: { type: ['string', 'null'] } },
  },
  'wrong-category': {
    title: { zh: '该中介没有所需类别的资质', en: 'The agency is of another category than the commission' },
    help: {
      zh: '“needs”是所需类别，见 /v1/agencies?category=。',
      en: '`needs` is the category; see /v1/agencies?category=.',
    },
    members: {
      agencyNo: { type: 'string' },
      agencyCategory: { type: 'string' },
      qualified: { type: 'array', items: { type: 'string' } },
      needs: { type: 'string' },
    },
  },
  'qualification-expired': {
    title: {
      zh: '该中介这一类别的资质已到期',
      en: 'The certificate of the agency for this category has expired',
    },
    help: {
      zh: '请另选一家，或待其续期；“validThrough”是证书最后有效日。',
      en: 'Choose another one, or wait until it is renewed; `validThrough` is the last valid day.',
    },
    members: {
      agencyNo: { type: 'string' },
      needs: { type: 'string' },
      validThrough: { type: ['string', 'null'] },
    },
  },
  'objected-already': {
    title: { zh: '您的异议尚在处理', en: 'An objection of yours waits for a decision' },
    help: { zh: '处理后可再提。', en: 'You may object again once it is decided.' },
  },
  'qualification-asked': {
    title: { zh: '该类别已有待审核的资质', en: 'A qualification of this category waits for a decision' },
    help: { zh: '审核后可再申报。', en: 'Hand in another one once it is decided.' },
    members: { category: { type: 'string' } },
  },
  'files-full': {
    title: { zh: '该机构的文件已满', en: 'The agency has handed in as many files as it may' },
    help: { zh: '“most”是最多份数。', en: '`most` is how many there may be.' },
    members: { most: { type: 'integer' } },
  },
} satisfies Refusals<OnAgencyRefusal>;
