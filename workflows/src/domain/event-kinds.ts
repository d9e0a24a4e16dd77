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
  act: ['办理记录', 'action logged'],
  confirm: ['复核', 'confirmation'],
  reopen: ['重新开件', 'reopened'],
  // several of them
  open: ['开始', 'opened'],
  end: ['终止', 'ended'],
  close: ['办结', 'closed'],
  reproject: ['台账重写', 'written to the record again'],
} as const satisfies Record<string, readonly [zh: string, en: string]>;
export type EventKind = keyof typeof eventWords;
