/** What happens to a review at the counter: events, and what wrote a line of the ledger. */
export const counterEventWords = {
  'accept-papers': ['受理', 'papers accepted'],
  'deem-accepted': ['逾期视为受理', 'accepted by silence'],
  'ask-supplement': ['补正告知', 'papers asked for'],
  supply: ['补正', 'papers supplied'],
  lapse: ['补正逾期', 'not supplied in time'],
  request: ['请示', 'leave requested'],
  'decide-request': ['批复', 'request decided'],
  'end-stop': ['特别程序提前结束', 'legal stop ended early'],
  'stop-over': ['特别程序到期', 'legal stop over'],
  opine: ['会签意见', 'opinion of a consulted department'],
  announce: ['公示', 'public notice'],
  promise: ['容缺承诺', 'papers promised'],
  commit: ['承诺制承诺', 'commitment in place of papers'],
  'papers-arrived': ['容缺材料补齐', 'promised papers in'],
  'promise-missed': ['容缺承诺到期未补', 'promise missed'],
  'promise-broken': ['容缺承诺未履行', 'promise broken'],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

/** What is put on record about a review beside its workflow: claims after an outage, and amendments of what was issued. */
export const recordEventWords = {
  claim: ['补录', 'claim after an outage'],
  'decide-claim': ['批复补录', 'claim decided'],
  amend: ['提请更正或撤销', 'amendment proposed'],
  'decide-amendment': ['批复更正或撤销', 'amendment decided'],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

/** What happens to a case of the fallback window beside its opening and closing: acts of people, what the clock brings about, what a step says. */
export const caseEventWords = {
  act: ['办理记录', 'action logged'],
  'hand-over': ['移交经办', 'handed over'],
  arrange: ['确定服务方式与牵头部门', 'style and lead department set'],
  ask: ['征询协办部门', 'department asked'],
  answer: ['协办部门答复', 'department answered'],
  'set-commitment': ['限时承诺', 'commitment in hours'],
  fulfil: ['承诺已履行', 'commitment kept'],
  schedule: ['倒排事项', 'dated item'],
  'finish-item': ['倒排事项完成', 'dated item done'],
  meet: ['联席会议纪要', 'joint meeting recorded'],
  plan: ['确定办结日期', 'plan dated'],
  raise: ['提级', 'raised by an officer'],
  urge: ['催办', 'holder urged'],
  'ask-stop-end': ['提请结束特别程序', 'end of a legal stop asked for'],
  link: ['关联订单或委托', 'linked'],
  merge: ['并案', 'merged'],
  confirm: ['复核', 'confirmation'],
  'call-back': ['回访', 'called back'],
  withdraw: ['申请人撤回', 'withdrawn by the person'],
  'commitment-broken': ['承诺未履行', 'commitment broken'],
  silence: ['协办部门未答复', 'no answer of a department'],
  'item-missed': ['倒排事项逾期', 'dated item missed'],
  'contact-missed': ['当日未首次联系', 'no contact on the first day'],
  'plan-missing': ['未按时确定办结日期', 'no plan in time'],
  'plan-missed': ['未按计划办结', 'plan missed'],
  'call-back-missed': ['未按时回访', 'not called back in time'],
  'level-up': ['超时提级', 'raised for want of an answer'],
  cause: ['逾期情形', 'lateness'],
  decided: ['逾期事项已办结', 'what was late is decided'],
  undone: ['逾期撤回', 'lateness taken back'],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

/** What people can do with a case, as the button says it. */
export const caseActionWords = {
  act: ['登记办理记录', 'log an action'],
  'hand-over': ['移交或接手', 'hand over or take'],
  arrange: ['确定服务方式与牵头部门', 'set style and lead department'],
  ask: ['征询部门', 'ask a department'],
  answer: ['答复征询', 'answer'],
  'set-commitment': ['登记限时承诺', 'set a commitment in hours'],
  fulfil: ['报告承诺已履行', 'report that it is done'],
  schedule: ['增加倒排事项', 'add a dated item'],
  'finish-item': ['倒排事项完成', 'mark the item done'],
  meet: ['登记联席会议', 'record a joint meeting'],
  plan: ['确定办结日期', 'date the plan'],
  raise: ['提级', 'raise it one level'],
  urge: ['催办', 'urge the holder'],
  'ask-stop-end': ['提请结束特别程序', 'ask for the end of the legal stop'],
  link: ['关联订单或委托', 'link an order or a commission'],
  merge: ['并入另一件', 'merge into another case'],
  close: ['办结', 'close'],
  confirm: ['复核', 'confirm'],
  'call-back': ['登记回访', 'record the call-back'],
  withdraw: ['撤回', 'withdraw'],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

/** What can happen to an order, a step or a case, as people read it: an event of a kind that is not here is not written. */
export const eventWords = {
  // orders
  receive: ['收件', 'received'],
  'agent-replaced': ['更换代办员', 'agent replaced'],
  'track-changed': ['换档', 'track changed'],
  // steps
  review: ['审查意见', 'opinion'],
  check: ['核准', 'check'],
  commission: ['委托进展', 'commission'],
  light: ['亮灯', 'light'],
  'light-undone': ['撤回亮灯', 'light taken back'],
  'task-late': ['任务逾期', 'task late'],
  'task-late-undone': ['撤回任务逾期', 'lateness of a task taken back'],
  calendar: ['切换日历', 'moved to another calendar'],
  escalate: ['转兜底窗口', 'to the fallback window'],
  carry: ['沿用结果', 'result taken over'],
  cite: ['引用成果', 'done by a cited paper'],
  ...counterEventWords,
  ...recordEventWords,
  deliver: ['送达', 'delivery'],
  // cases
  ...caseEventWords,
  reopen: ['重新开件', 'reopened'],
  // several of them
  open: ['开始', 'opened'],
  end: ['终止', 'ended'],
  close: ['办结', 'closed'],
  reproject: ['台账重写', 'written to the record again'],
} as const satisfies Record<string, readonly [zh: string, en: string]>;
export type EventKind = keyof typeof eventWords;
