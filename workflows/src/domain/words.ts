import { reasonsOfAdvice } from './advice.ts';
import { caseLevels, outcomesOfCases } from './case.ts';
import { statesOfDelivery, waysOfDelivery } from './delivery.ts';
import { counterEventWords, eventWords, recordEventWords } from './event-kinds.ts';
import { reasonsToStop } from './counter.ts';
import { paperKindWords, paperTopicWords } from './papers.ts';
import { kindsOfAmendment } from './record-acts.ts';

/** What people read for a code, in Chinese and English. The one place of the domain's words (see doc/vocabulary.md). */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

type Bilingual = readonly [zh: string, en: string];

/** Words of a closed list under the name of the field that bears its codes. */
const prefixed = (field: string, list: Readonly<Record<string, Bilingual>>): Record<string, Bilingual> =>
  Object.fromEntries(Object.entries(list).map(([code, said]) => [`${field}.${code}`, said]));

const words: Readonly<Record<string, Bilingual>> = {
  // cases: their outcomes and levels have their words beside the closed lists
  ...outcomesOfCases,
  ...Object.fromEntries(Object.entries(caseLevels).map(([level, about]) => [level, about.words])),
  // events, whose kinds have their words beside their closed list
  ...Object.fromEntries(Object.entries(eventWords).map(([kind, said]) => [`event.${kind}`, said])),
  // reasons of an advice, which have their words beside their closed list
  ...Object.fromEntries(Object.entries(reasonsOfAdvice).map(([code, about]) => [code, about.words])),
  // papers, whose kinds have their words beside their closed list
  ...paperKindWords,
  ...paperTopicWords,
  'standing.in': ['已收', 'in'],
  'standing.expired': ['已过期', 'expired'],
  'standing.missing': ['未收', 'missing'],
  // tracks
  'track.80': ['80天档', '80 working days'],
  'track.50': ['50天档', '50 working days'],
  'track.30': ['30天及按需', '30 working days and less'],
  // legal stops: their reasons have their words beside the closed list
  ...reasonsToStop,
  // amendments of issued results
  ...kindsOfAmendment,
  ...recordEventWords,
  correct: ['提请更正', 'propose a correction'],
  revoke: ['提请撤销', 'propose a revocation'],
  // what decided tasks have issued, and how it is handed over
  'kind.permit': ['施工许可证', 'construction permit'],
  'kind.opinion': ['审批意见', 'opinion'],
  'kind.refusal': ['不予许可决定书', 'decision to refuse'],
  'kind.not-accepted': ['不予受理通知书', 'notice of papers not accepted'],
  'resultState.issued': ['有效', 'in force'],
  'resultState.corrected': ['已更正', 'corrected'],
  'resultState.revoked': ['已撤销', 'revoked'],
  ...prefixed('deliveryState', statesOfDelivery),
  ...prefixed('deliveryWay', waysOfDelivery),
  deliver: ['送达', 'delivery'],
  'delivery.dispatch': ['已交寄', 'with the courier'],
  'delivery.hand-over': ['窗口已交付', 'handed over at the counter'],
  'delivery.prove': ['已妥投', 'received'],
  'delivery.cancel': ['取消', 'cancelled'],
  'delivery.renew': ['重新送达', 'to be handed over anew'],
  'dispatch-result': ['交寄', 'hand it to a courier'],
  'hand-over-result': ['窗口交付', 'hand it over at the counter'],
  'prove-delivery': ['登记妥投', 'record who received it'],
  'cancel-delivery': ['取消送达', 'cancel the delivery'],
  'renew-delivery': ['重新送达', 'begin the delivery anew'],
  'choose-delivery': ['选择送达方式', 'choose how results are handed over'],
  // steps
  'project-initiation': ['项目立项', 'project initiation'],
  planning: ['规划审批', 'planning'],
  'environmental-assessment': ['环境影响评价', 'environmental assessment'],
  'fire-safety': ['图审与消防', 'fire safety'],
  'construction-permit': ['施工许可', 'construction permit'],
  // tasks
  record: ['备案赋码', 'record'],
  'order-meeting': ['订单会商', 'order meeting'],
  'planning-conditions': ['规划条件', 'planning conditions'],
  'scheme-design': ['设计方案编制', 'scheme design'],
  'scheme-review': ['设计方案联审', 'scheme review'],
  'eia-report': ['环评文件编制', 'EIA report'],
  'eia-review': ['环评审批', 'EIA review'],
  'construction-drawings': ['施工图设计', 'construction drawings'],
  'drawing-review': ['施工图联审', 'drawing review'],
  'fire-review': ['消防设计审查', 'fire review'],
  'safety-registration': ['质安监、合同并联', 'safety registration'],
  // departments
  DRC: ['发改局', 'Development and Reform'],
  ASC: ['行政服务中心', 'Administrative Service Centre'],
  NRP: ['自然资源和规划局', 'Natural Resources and Planning'],
  EEB: ['生态环境局', 'Ecology and Environment'],
  FRD: ['消防(住建)', 'Fire Review'],
  HCB: ['住建局', 'Housing and Construction'],
  // categories of agencies
  ENG: ['工程咨询', 'Engineering consulting'],
  GEO: ['工程勘察', 'Geotechnical survey'],
  DSN: ['建筑工程设计', 'Design'],
  DRW: ['施工图审查', 'Drawing review'],
  MAP: ['测绘(含联合测绘)', 'Surveying, joint survey'],
  EIA: ['环境影响评价', 'Environmental impact assessment'],
  ENE: ['节能评估', 'Energy assessment'],
  SWC: ['水土保持方案', 'Soil and water conservation plan'],
  HAZ: ['地质灾害危险性评估', 'Geohazard assessment'],
  MIN: ['压覆矿产资源评估', 'Mineral overlay assessment'],
  SEI: ['地震安全性评价', 'Seismic safety evaluation'],
  SAF: ['安全评价', 'Safety assessment'],
  OHS: ['职业病危害评价', 'Occupational hazard assessment'],
  LGT: ['防雷技术服务', 'Lightning protection'],
  FIR: ['消防技术服务', 'Fire technical service'],
  CAD: ['人防工程技术服务', 'Civil air defence'],
  CST: ['工程造价咨询', 'Cost consulting'],
  TND: ['招标代理', 'Tender agency'],
  SUP: ['工程监理', 'Construction supervision'],
  VAL: ['土地、房地产评估与房产测绘', 'Valuation'],
  // kinds of tasks, and where a step or task stands
  'kind.review': ['审查', 'review'],
  'kind.commission': ['中介委托', 'commission'],
  'state.open': ['进行中', 'open'],
  'state.done': ['完成', 'done'],
  'state.closed': ['终止', 'ended'],
  reviewing: ['审查中', 'under review'],
  checking: ['待核准', 'waits for the check'],
  // opinions and verdicts
  'opinion.approve': ['建议通过', 'to approve'],
  'opinion.refuse': ['建议不予许可', 'to refuse'],
  'opinion.not-accept': ['建议不予受理', 'not to accept'],
  'opinion.silent': ['逾期未回复，视为无异议', 'silent, so no objection'],
  // how papers were accepted
  'on-opening': ['收件即受理', 'as it opened'],
  'by-department': ['部门受理', 'by the department'],
  'by-opinion': ['以审查意见受理', 'with the opinion'],
  'by-last-paper': ['补齐即受理', 'with the last paper'],
  'by-silence': ['逾期视为受理', 'by silence in time'],
  'verdict.approve': ['通过', 'approved'],
  // units of limits
  'working-day': ['工作日', 'working day'],
  'calendar-day': ['日历日', 'calendar day'],
  // lights
  GREEN: ['绿灯', 'green'],
  YELLOW: ['黄灯', 'yellow'],
  RED: ['红灯', 'red'],
  PAUSED: ['暂停', 'paused'],
  DONE: ['办结', 'done'],
  ENDED: ['终止', 'ended'],
  // buckets
  GOV: ['部门', 'department'],
  AGENCY: ['中介', 'agency'],
  OWNER: ['业主', 'enterprise'],
  EXCLUDED: ['法定扣除', 'legal stop'],
  // who holds the ball
  reviewer: ['审查人', 'reviewer'],
  checker: ['核准人', 'checker'],
  enterprise: ['业主', 'enterprise'],
  agency: ['中介机构', 'agency'],
  stop: ['法定程序', 'legal stop'],
  // outcomes of steps and orders
  approved: ['通过', 'approved'],
  refused: ['不予许可', 'refused'],
  withdrawn: ['申请人撤回', 'withdrawn'],
  'not-accepted': ['不予受理', 'not accepted'],
  'not-supplied': ['补正逾期', 'not supplied in time'],
  supplementing: ['待补正', 'waits for papers'],
  // what can be done at the counter, and what happened there
  ...counterEventWords,
  'recommend-approval': ['建议通过', 'recommend approval'],
  'recommend-refusal': ['建议不予许可', 'recommend refusal'],
  'recommend-not-accepting': ['建议不予受理', 'recommend not to accept'],
  'not-accept': ['不予受理', 'not accepted'],
  'request-supplement': ['请示补正', 'ask leave for a supplement'],
  'request-stop': ['请示特别程序', 'ask leave for a legal stop'],
  'request-extension': ['请示延长法定期限', 'ask leave to extend the limit by law'],
  grant: ['准予', 'granted'],
  deny: ['不准', 'denied'],
  'no-objection': ['无异议', 'no objection'],
  objection: ['有异议', 'objection'],
  supplement: ['补正', 'supplement'],
  extension: ['延长法定期限', 'extension'],
  resume: ['恢复计时', 'resumed'],
  // what wrote a line of the ledger
  open: ['开始', 'opened'],
  review: ['审查意见', 'opinion given'],
  return: ['退回', 'returned'],
  approve: ['核准通过', 'approved'],
  accept: ['成果验收', 'result accepted'],
  briefing: ['待选中介', 'to be hired'],
  contracting: ['待签约', 'engaged'],
  working: ['服务中', 'at work'],
  delivered: ['成果待验收', 'delivered'],
  'day-off': ['非工作日', 'day off'],
  waiting: ['待开始', 'waiting'],
  carry: ['沿用结果', 'result taken over'],
  'longer-chain': ['关键路径转移', 'longer chain'],
  // why a calendar day is worked or not
  weekday: ['工作日', 'working day'],
  weekend: ['周末', 'weekend'],
  holiday: ['节假日', 'holiday'],
  'make-up-day': ['调休上班', 'make-up day'],
  // holidays, as the yearly notices name them
  'new-year': ['元旦', "New Year's Day"],
  'spring-festival': ['春节', 'Spring Festival'],
  'tomb-sweeping-day': ['清明节', 'Tomb-Sweeping Day'],
  'labour-day': ['劳动节', 'Labour Day'],
  'dragon-boat-festival': ['端午节', 'Dragon Boat Festival'],
  'mid-autumn-festival': ['中秋节', 'Mid-Autumn Festival'],
  'national-day': ['国庆节', 'National Day'],
  'mid-autumn-and-national-day': ['中秋节、国庆节', 'Mid-Autumn Festival and National Day'],
  // days of the week
  monday: ['周一', 'Mon'],
  tuesday: ['周二', 'Tue'],
  wednesday: ['周三', 'Wed'],
  thursday: ['周四', 'Thu'],
  friday: ['周五', 'Fri'],
  saturday: ['周六', 'Sat'],
  sunday: ['周日', 'Sun'],
  // what would make a shorter order possible
  'early-design': ['设计前置', 'design work before the order'],
  commitments: ['告知承诺', 'written commitments'],
  'conditional-acceptance': ['容缺受理', 'acceptance with papers to follow'],
  // the explained ledger
  ledger: ['台账', 'ledger'],
  step: ['环节', 'step'],
  track: ['档', 'track'],
  budget: ['承诺时限', 'budget'],
  'day-0': ['收件当日', 'day 0'],
  today: ['当前办公日', 'office day today'],
  calendar: ['工作日历', 'calendar'],
  'published-through': ['已公布至', 'published through'],
  'working-days': ['个工作日', 'working days'],
  day: ['日期', 'day'],
  'kind-of-day': ['日别', 'kind of day'],
  bucket: ['计时归属', 'bucket'],
  task: ['任务', 'task'],
  event: ['事件', 'event'],
  'event-id': ['事件编号', 'event id'],
  number: ['序号', 'no.'],
  who: ['何人', 'who'],
  when: ['何时', 'when'],
  remaining: ['剩余', 'remaining'],
  totals: ['合计', 'totals'],
  'not-charged': ['未计入', 'not charged yet'],
  'carried-days': ['结转', 'carried days'],
  'carried-from': ['结转自订单', 'carried from order'],
  // parts of the small table in the Temporal UI
  light: ['灯', 'light'],
  due: ['截止', 'due'],
  'late-since': ['逾期始于', 'late since'],
  used: ['已用', 'used'],
  holder: ['当前经办', 'who holds the ball'],
  provisional: ['暂定', 'provisional'],
  order: ['订单', 'order'],
  case: ['兜底件', 'case'],
  level: ['层级', 'level'],
  'case-state': ['办理状态', 'state'],
  'case-open': ['办理中', 'open'],
  'case-confirming': ['待复核', 'waits for confirmation'],
  'case-closed': ['已办结', 'closed'],
  'commission-state': ['委托状态', 'state'],
  // summaries of timers and activities in the Temporal UI
  'next-mark': ['下次变化', 'next change'],
  'next-round': ['下一轮', 'next round'],
  register: ['登记订单', 'register the order'],
  'read-clock': ['读取订单时钟', "read the order's clock"],
  'number-case': ['兜底件编号', 'number the case'],
  'move-calendar': ['切换日历', 'move to the calendar'],
  publish: ['发布日历', 'publish the calendar'],
  'move-orders': ['切换未结订单', 'move open orders'],
  'close-receipt': ['办结回执', 'close the receipt'],
  'open-commission': ['开立委托', 'open the commission'],
  'find-supply': ['查询补正', 'look for what was supplied'],
  'end-commission': ['终止委托', 'end the commission'],
  'engage-agency': ['选定中介', 'engage an agency'],
  'decline-engagement': ['谢绝委托', 'decline the engagement'],
  'sign-contract': ['签订合同', 'sign the contract'],
  'deliver-result': ['提交成果', 'hand in the result'],
  'return-result': ['退回成果', 'send the result back'],
  'accept-result': ['验收成果', 'accept the result'],
  // milestones of a commission, as the other side is told of them
  'milestone.open': ['待选定中介', 'an agency is to be engaged'],
  'milestone.engage': ['受选，待签约', 'engaged: the contract is to be signed'],
  'milestone.decline': ['中介谢绝', 'the agency declines'],
  'milestone.sign': ['已签约', 'the contract is signed'],
  'milestone.deliver': ['成果待验收', 'a result to accept'],
  'milestone.return': ['成果退回', 'the result is returned'],
  'milestone.accept': ['成果通过验收', 'the result is accepted'],
  'milestone.terminate': ['委托终止', 'the commission has ended'],
  'agency-to-choose': ['待选定中介', 'an agency is to be engaged'],
  'contract-to-sign': ['合同待签', 'a contract is to be signed'],
  'result-to-deliver': ['成果待提交', 'a result is to be handed in'],
  'result-to-accept': ['成果待验收', 'a result is to be accepted'],
  'waits.review': ['待审查', 'to review'],
  'waits.check': ['待核准', 'to check'],
  'waits.opinion': ['待会签', 'opinion asked for'],
  'waits.supplement': ['待补正', 'papers to supply'],
  'waits.request': ['待批复', 'request to decide'],
  'waits.claim': ['补录待批复', 'claim to decide'],
  'waits.amendment': ['更正或撤销待批复', 'amendment to decide'],
  'waits.delivery': ['结果待送达', 'result to hand over'],
  'waits.case': ['兜底件待办', 'case to work on'],
  'waits.confirmation': ['兜底件待复核', 'closing to confirm'],
  // what people are told
  'deliver-late': ['结果逾期未送达', 'a result is not handed over in time'],
  'remind-supplement': ['补正即将到期', 'papers are soon due'],
  'case.open': ['兜底件开件', 'case opened'],
  'case.reopen': ['兜底件重新开件', 'case reopened'],
  'case.confirming': ['兜底件待复核', 'closing of a case to confirm'],
  'case.closed': ['兜底件办结', 'case closed'],
  withdraw: ['撤回订单', 'withdraw the order'],
  'change-track': ['换档', 'put the order on another track'],
  'replace-agent': ['更换代办员', 'give the order to another agent'],
  'project.correction': ['更正', 'correction'],
  'project.transfer': ['变更归属', 'transfer to another enterprise'],
  'mandate-granted': ['新的授权', 'a new mandate'],
  'mandate-revoked': ['授权已撤销', 'the mandate is revoked'],
  'paper-expiring': ['材料即将到期', 'a paper expires soon'],
  'mandate-expiring': ['授权即将到期', 'the mandate expires soon'],
  'grant-mandate': ['续签授权', 'give a new mandate'],
  check: ['核准', 'checked'],
  refuse: ['不予许可', 'refused'],
  escalate: ['转兜底窗口', 'to the fallback window'],
  'light-undone': ['撤回亮灯', 'light taken back'],
  end: ['终止', 'ended'],
  close: ['办结', 'closed'],
  reopen: ['重新开件', 'reopened'],
  act: ['办理记录', 'action logged'],
  confirm: ['复核', 'confirmation'],
  accepted: ['成果验收', 'result accepted'],
  'orders-to-move': ['待切换订单', 'orders not on it yet'],
  'progress-page': ['进度页面', 'progress page'],
  'sign-in-first': ['先登录', 'sign in first'],
};

/** The words of a code; a code without an entry reads as itself. */
export function wordsOf(code: string): Words {
  const [zh, en] = words[code] ?? [code, code];
  return { zh, en };
}

/** The words of a code in a field, which may give it a sense of its own: `approve` as an opinion is no decision. */
export const wordsIn = (field: string, code: string): Words =>
  wordsOf(`${field}.${code}` in words ? `${field}.${code}` : code);

/** Both languages in one line, as administrators see them: `规划审批 planning`. */
export const inBoth = (code: string): string => {
  const { zh, en } = wordsOf(code);
  return zh === en ? zh : `${zh} ${en}`;
};
