import { agencyWords } from './agency.ts';

type Bilingual = readonly [zh: string, en: string];

const titled = (field: string, list: Readonly<Record<string, Bilingual>>) =>
  Object.fromEntries(Object.entries(list).map(([code, said]) => [`${field}.${code}`, said]));

/** The words of another field's codes, for a field that bears the same ones under its own name. */
const asIn = (field: string, other: string) =>
  Object.fromEntries(
    Object.entries(agencyWords)
      .filter(([code]) => code.startsWith(`${other}.`))
      .map(([code, said]) => [code.replace(other, field), said]),
  );

/** What people read for the codes they choose on forms and in filters, and for those of the market's answers, under the field that bears them. */
export const choiceWords: Readonly<Record<string, Bilingual>> = {
  ...titled('way', {
    direct: ['直接选定', 'chosen directly'],
    'lowest-price': ['最低价', 'lowest price'],
    comparison: ['综合比选', 'comparison'],
    random: ['随机抽取', 'random draw'],
  }),
  'commissionState.terminated': ['已终止', 'ended'],
  ...titled('endedBy', {
    withdraw: ['业主撤回', 'withdrawn by the owner'],
    decline: ['中介谢绝', 'declined'],
    lapse: ['逾期未签约', 'not signed in time'],
    replace: ['更换中介', 'replaced'],
    accept: ['验收通过', 'accepted'],
    terminate: ['委托终止', 'commission ended'],
  }),
  ...titled('purpose', {
    input: ['业主资料', 'input of the owner'],
    contract: ['合同', 'contract'],
    result: ['成果', 'result'],
  }),
  ...titled('side', { owner: ['业主', 'owner'], agency: ['中介机构', 'agency'] }),
  ...titled('tenderOutcome', {
    ranked: ['已排名', 'ranked'],
    failed: ['流标', 'failed'],
    cancelled: ['已撤回', 'cancelled'],
  }),
  'flaw.not-hireable': ['当时不可受聘', 'could not be hired then'],
  ...titled('certificateStanding', {
    valid: ['有效', 'valid'],
    expiring: ['30 日内到期', 'expires within 30 days'],
    expired: ['已到期', 'expired'],
  }),
  ...titled('creditStanding', { counts: ['计入', 'counts'] }),
  ...titled('repair', {
    wanted: ['已要求整改', 'wanted'],
    'handed-in': ['整改已提交', 'handed in'],
    accepted: ['整改通过', 'accepted'],
  }),
  ...titled('part', {
    name: ['名称', 'name'],
    licence: ['营业执照', 'licence'],
    commitment: ['承诺书', 'commitment'],
    staff: ['持证人员', 'staff'],
    qualification: ['资质', 'qualification'],
  }),
  ...titled('appealState', {
    pending: ['待裁定', 'to be decided'],
    upheld: ['申诉成立', 'upheld'],
    rejected: ['申诉不成立', 'rejected'],
  }),
  ...titled('decision', { upheld: ['成立', 'uphold'], rejected: ['不成立', 'reject'] }),
  ...titled('sort', {
    stars: ['星级', 'stars'],
    price: ['价格', 'price'],
    punctuality: ['按期', 'punctuality'],
    name: ['名称', 'name'],
    number: ['编号', 'number'],
  }),
  ...asIn('status', 'agencyState'),
  ...asIn('certificate', 'staff'),
  // what an advice asks about a project
  ...titled('land', {
    'new-site': ['园区外新供地', 'new site outside parks'],
    park: ['园区内', 'in a park'],
    'standard-land': ['标准地', 'standard land'],
    'no-new-land': ['零土地技改', 'no new land'],
  }),
  ...titled('building', {
    plain: ['普通仓库或标准厂房', 'plain warehouse or standard plant'],
    other: ['其他', 'other'],
  }),
  ...titled('environment', {
    report: ['报告书', 'report'],
    table: ['报告表', 'table'],
    registration: ['登记表', 'registration form'],
  }),
  ...titled('fire', {
    special: ['特殊建设工程（审查）', 'special project (reviewed)'],
    ordinary: ['其他（备案）', 'other (filed)'],
  }),
  ...titled('credit', {
    good: ['守信', 'promises were kept'],
    'broken-promise': ['有未修复的失信承诺', 'a broken promise is not repaired'],
  }),
};
