import { type Refusals, refusing } from '@doudi/infra/http';
import { bilingual } from '@doudi/infra/words';
import {
  shanghaiIso,
  type CaseRefusal,
  type DeliveryRefusal,
  type RecordRefusal,
  type StepRefusal,
} from '@doudi/workflows';

/** What people can meet here; a task that its step does not have is answered 404 before the rule is asked. */
type Code =
  | Exclude<StepRefusal, 'no-such-task'>
  | RecordRefusal
  | DeliveryRefusal
  | CaseRefusal
  | 'rated-already'
  | 'tracking-locked'
  | 'order-closed'
  | 'attachments-full'
  | 'repaired-already'
  | 'calendar-published'
  | 'calendar-superseded';

/** What people read when the rules refuse, by the problem's type, and what they can do then. */
export const refusals = {
  'step-closed': {
    title: { zh: '该环节已办结', en: 'The step is closed already' },
    help: {
      zh: '“outcome”是其结果；见订单进度。',
      en: "`outcome` is how it ended; see the order's progress.",
    },
    members: { outcome: { type: 'string' } },
  },
  'task-not-open': {
    title: {
      zh: '任务尚未开始：前面的还未办完',
      en: 'The task has not opened yet: those before it are not done',
    },
    help: { zh: '见订单进度中的前序任务。', en: "The order's progress shows what comes before it." },
  },
  'task-done': {
    title: { zh: '该任务已作出决定', en: 'The task is decided already' },
    help: { zh: '见订单台账中的决定。', en: "The order's ledger shows the decision." },
  },
  'other-kind-of-task': {
    title: {
      zh: '这是中介的任务，随委托推进',
      en: "The task is an agency's work; it moves by its commission",
    },
    help: { zh: '见该订单的委托。', en: "See the order's commissions." },
  },
  'other-department': {
    title: { zh: '该任务由另一部门决定', en: 'The task is decided by another department' },
    help: { zh: '由该部门的人员办理。', en: 'Somebody of that department does it.' },
    members: { department: { type: 'string' } },
  },
  'waits-for-check': {
    title: {
      zh: '审查意见已出，待本部门另一人核准',
      en: 'The review is given; now another person of the department checks',
    },
    help: { zh: '由另一人核准。', en: 'Another person checks.' },
  },
  'waits-for-review': {
    title: { zh: '任务先要有审查意见', en: 'The task waits for a review first' },
    help: { zh: '先由审查人给出意见。', en: 'A reviewer gives an opinion first.' },
  },
  'accepted-already': {
    title: { zh: '已受理，不能再不予受理或再受理', en: 'The papers are accepted already' },
    help: {
      zh: '受理之后只能通过、退回或依法不予许可。',
      en: 'From acceptance on a task is approved, returned or refused by law.',
    },
  },
  'acceptance-open': {
    title: {
      zh: '审查人建议不予受理，尚未决定',
      en: 'The reviewer proposes not to accept, and that is not decided',
    },
    help: {
      zh: '核准人以 not-accept 确认，或以 return 退回审查人。',
      en: 'The checker confirms it with `not-accept`, or sends it back with `return`.',
    },
  },
  'papers-missing': {
    title: { zh: '材料不齐，不能受理或通过', en: 'Papers of the list are missing' },
    help: {
      zh: '“missing”列出所缺材料；请申请人上传，或一次性告知补正。',
      en: '`missing` names them; the applicant uploads them, or is told once what is missing.',
    },
    members: { missing: { type: 'array', items: { type: 'string' } } },
  },
  'not-to-promise': {
    title: { zh: '所列材料不能容缺', en: 'These papers cannot be promised' },
    help: {
      zh: '只有所缺的次要材料可以承诺补交，且只承诺一次：“possible”列出可承诺的。',
      en: 'Only minor papers that are missing can be, each once: `possible` names them.',
    },
    members: { possible: { type: 'array', items: { type: 'string' } } },
  },
  'not-to-commit': {
    title: { zh: '所列材料不能以承诺代替', en: 'These papers cannot be replaced by a commitment' },
    help: {
      zh: '只有清单标明可承诺、且尚缺的材料可以：“possible”列出这些材料。',
      en: 'Only those that the list says so of, and that are missing: `possible` names them.',
    },
    members: { possible: { type: 'array', items: { type: 'string' } } },
  },
  'promise-barred': {
    title: {
      zh: '该企业有未修复的失信承诺，不得容缺或承诺',
      en: 'The enterprise has a broken promise that is not repaired',
    },
    help: {
      zh: '自“since”起；由督查员修复后方可再次承诺。',
      en: 'Since `since`; it can promise again when a supervisor has repaired it.',
    },
    members: { since: { type: 'string', format: 'date-time' } },
  },
  'promise-out-of-range': {
    title: { zh: '承诺的日子不在允许范围内', en: 'The promised day is out of range' },
    help: {
      zh: '须为“earliest”至“latest”（该任务的承诺时限）之间的工作日。',
      en: 'It must be a working day from `earliest` to `latest`, the day the task is due.',
    },
    members: {
      earliest: { type: 'string', format: 'date' },
      latest: { type: ['string', 'null'], format: 'date' },
    },
  },
  'nothing-promised': {
    title: { zh: '没有待补的容缺材料', en: 'No promised papers are awaited' },
    help: { zh: '见订单进度中的任务。', en: "See the task in the order's progress." },
  },
  'result-withheld': {
    title: { zh: '已核准通过，待容缺材料补齐发证', en: 'It is approved and waits for promised papers' },
    help: {
      zh: '材料补齐即办结；逾期未补不予许可。',
      en: 'It is done when they are in, or refused when they stay out.',
    },
  },
  'repaired-already': {
    title: { zh: '该失信承诺已修复', en: 'The broken promise is repaired already' },
    help: { zh: '无须再修复。', en: 'There is nothing left to repair.' },
  },
  'leave-needed': {
    title: {
      zh: '受理之后或第二次补正须经督查员批准',
      en: 'A supplement after acceptance, or a second one, needs the leave of a supervisor',
    },
    help: {
      zh: '以 POST …/requests/supplement 请示。',
      en: 'Ask leave with POST …/requests/supplement.',
    },
  },
  'waits-for-supplement': {
    title: { zh: '任务在等业主补正', en: 'The task waits for what the applicant must supply' },
    help: { zh: '补正之后再办；逾期自动终止。', en: 'Go on when it is supplied; it lapses by itself.' },
  },
  'no-supplement-asked': {
    title: { zh: '没有待补正的告知', en: 'Nothing is asked for that could be supplied' },
    help: { zh: '见订单进度中的任务。', en: "See the task in the order's progress." },
  },
  'request-pending': {
    title: { zh: '同类请示尚未批复', en: 'A request of this kind waits for its decision' },
    help: { zh: '“no”是其编号；待其批复。', en: '`no` is its number; wait for the decision.' },
    members: { no: { type: 'integer' } },
  },
  'no-such-request': {
    title: { zh: '没有这一待批复的请示', en: 'No request of this number waits for a decision' },
    help: { zh: '见收件箱；已批复的不再批。', en: 'See the inbox; what is decided is not decided again.' },
  },
  'other-authority': {
    title: { zh: '这一请示由他人批复', en: 'It is for somebody else to decide this request' },
    help: {
      zh: '“needs”是有权的角色：补正、特别程序由督查员，延期由本部门负责人。',
      en: '`needs` is the role that may: a supervisor for supplements and stops, the head of the department for extensions.',
    },
    members: { needs: { type: 'string' } },
  },
  stopped: {
    title: { zh: '任务处于特别程序中', en: 'A legal stop is running' },
    help: {
      zh: '到“until”自动恢复；可先提前结束。',
      en: 'It ends by itself at `until`, or earlier, when its end is put on record.',
    },
    members: { until: { type: 'string', format: 'date-time' } },
  },
  'no-stop-runs': {
    title: { zh: '没有正在进行的特别程序', en: 'No legal stop is running' },
    help: { zh: '无须结束。', en: 'There is nothing to end.' },
  },
  'end-has-passed': {
    title: { zh: '特别程序的末日已过', en: 'The planned last day of the stop has passed' },
    help: { zh: '另请示一个今后的末日。', en: 'Request a stop with a last day to come.' },
    members: { lastDay: { type: 'string', format: 'date' } },
  },
  'not-extendable': {
    title: { zh: '该任务的法定期限不可延长', en: 'The limit by law of this task cannot be extended' },
    help: {
      zh: '只有按工作日计的单项许可可以延长。',
      en: 'Only a single permit with a limit in working days can be.',
    },
  },
  'extended-already': {
    title: { zh: '法定期限只能延长一次', en: 'The limit by law is extended once only' },
    help: { zh: '不再延长。', en: 'It is not extended again.' },
  },
  'not-consulted': {
    title: { zh: '未征求贵部门意见', en: 'The department was not asked' },
    help: { zh: '“consulted”是被征求意见的部门。', en: '`consulted` names the departments that were.' },
    members: { consulted: { type: 'array', items: { type: 'string' } } },
  },
  'opinion-given': {
    title: { zh: '贵部门已出具意见', en: 'The department has given its opinion' },
    help: { zh: '意见只出具一次。', en: 'It is given once.' },
  },
  'too-late': {
    title: { zh: '期限已过', en: 'The time for it has passed' },
    help: { zh: '“until”是期限。', en: '`until` was the limit.' },
    members: { until: { type: 'string', format: 'date-time' } },
  },
  'same-person': {
    title: {
      zh: '一人不得兼办两关，须由另一人办理',
      en: 'One person may not do both: another one of the same duty must',
    },
    help: { zh: '请同岗位的另一人办理。', en: 'Have another person of the same duty do it.' },
  },
  'no-such-act': {
    title: {
      zh: '该任务没有可补录的这一事件',
      en: 'No act of this number is on record of the task that could have happened earlier',
    },
    help: {
      zh: '“acts”是可补录的事件编号：本部门在该任务上的行为，见任务详情。',
      en: '`acts` are the numbers a claim can be about: what the department did with the task, see its record.',
    },
    members: { acts: { type: 'array', items: { type: 'integer' } } },
  },
  'claimed-already': {
    title: { zh: '该事件已有补录', en: 'The act has a claim already' },
    help: {
      zh: '“no”是其编号；待批或已准的不能再补录，被否的可另行补录。',
      en: '`no` is its number; there is one that waits or was granted. After a denial another can be made.',
    },
    members: { no: { type: 'integer' } },
  },
  'not-issued': {
    title: { zh: '该任务没有已作出的许可结果', en: 'The task has no result that was issued' },
    help: {
      zh: '只有办结（通过）的任务才能更正或撤销。',
      en: 'Only what a task that ended approved has issued is corrected or revoked.',
    },
  },
  'revoked-already': {
    title: { zh: '该结果已撤销', en: 'The result is revoked already' },
    help: {
      zh: '撤销后不再更正或撤销；另下新单重新申报。',
      en: 'It is not amended again; a new order can be opened.',
    },
  },
  'amendment-pending': {
    title: { zh: '该结果的更正或撤销尚未批复', en: 'An amendment of the result waits for its decision' },
    help: { zh: '“no”是其编号；待负责人批复。', en: '`no` is its number; wait for the head to decide.' },
    members: { no: { type: 'integer' } },
  },
  'decided-already': {
    title: { zh: '已批复', en: 'It is decided already' },
    help: { zh: '“verdict”是批复；不能再批。', en: '`verdict` says how; it is not decided again.' },
    members: { verdict: { type: 'string' } },
  },
  'delivery-not-there': {
    title: { zh: '该结果的送达不在可办理的状态', en: 'The delivery is not where this can be done' },
    help: {
      zh: '“state”是现状，“needs”是此项操作须处的状态；可能刚由他人办理。',
      en: '`state` is where it stands, `needs` where it would have to; somebody may just have moved it.',
    },
    members: { state: { type: 'string' }, needs: { type: 'array', items: { type: 'string' } } },
  },
  'no-courier-wished': {
    title: {
      zh: '申请人选择窗口领取，没有收件地址',
      en: 'The applicant collects it at the counter: there is no address to send it to',
    },
    help: {
      zh: '在窗口交付；或由申请人改选快递。',
      en: 'Hand it over at the counter, or have the applicant choose a courier.',
    },
  },
  'case-closed': {
    title: { zh: '该兜底件已办结', en: 'The case is closed already' },
    help: { zh: '“outcome”是其结果。', en: '`outcome` is how it ended.' },
    members: { outcome: { type: 'string' } },
  },
  'attachments-full': {
    title: { zh: '该兜底件的附件已满', en: 'The case has as many files as it takes' },
    help: {
      zh: '最多“most”份；合并为一份 PDF 后再上传。',
      en: '`most` is the limit; put what belongs together into one PDF.',
    },
    members: { most: { type: 'integer' } },
  },
  'case-waits-for-confirmation': {
    title: {
      zh: '该兜底件待第二人确认办结',
      en: 'The case waits for a second person to confirm its closing',
    },
    help: {
      zh: '由另一人在 …/confirmation 确认或退回。',
      en: 'Another person agrees or not at …/confirmation.',
    },
  },
  'outcome-not-for-people': {
    title: { zh: '这一结果不由人选定', en: 'This outcome is not for people to choose' },
    help: { zh: '请选其他办结结果。', en: 'Choose another outcome.' },
  },
  'order-closed': {
    title: { zh: '订单已办结', en: 'The order has ended' },
    help: {
      zh: '其结果见进度与台账；需要时另下新单。',
      en: 'Progress and ledger show how; open another if need be.',
    },
    members: { outcome: { type: ['string', 'null'] }, closedAt: { type: 'string', format: 'date-time' } },
  },
  'calendar-published': {
    title: { zh: '该版日历已发布，不再改动', en: 'The version is published and never changes' },
    help: { zh: '另写一个版本。', en: 'Write another version.' },
    members: { version: { type: 'string' } },
  },
  'calendar-superseded': {
    title: {
      zh: '已有更新的版本生效，旧版不再发布',
      en: 'A newer version is in force; an older one is not published again',
    },
    help: {
      zh: '按现行版另写一版再发布。',
      en: 'Write a new version from the one in force and publish that.',
    },
    members: { version: { type: 'string' }, inForce: { type: 'string' } },
  },
  'nothing-to-confirm': {
    title: { zh: '该兜底件没有待确认的办结', en: 'No closing of this case waits for a confirmation' },
    help: { zh: '先提出办结。', en: 'A closing is proposed first.' },
  },
  'case-answered': {
    title: {
      zh: '该件已答复，待回访或履行承诺',
      en: 'The case is answered; a call-back or a commitment is pending',
    },
    help: {
      zh: '“outcome”是其结果；不满意时由回访重新开件。',
      en: '`outcome` is the answer; a call-back that is not satisfied opens it again.',
    },
    members: { outcome: { type: ['string', 'null'] } },
  },
  'nothing-changes': {
    title: { zh: '与现状相同', en: 'It is so already' },
    help: { zh: '见该件现状。', en: 'See the case as it stands.' },
  },
  'late-not-decided': {
    title: {
      zh: '逾期的任务或环节尚未办结，不能以此办结',
      en: 'What the case came of is still late: this would not be a true answer',
    },
    help: {
      zh: '先办结该任务或环节；或以限时承诺“settled-conditionally”办结。',
      en: 'Have it decided first, or close with `settled-conditionally` and a commitment.',
    },
  },
  'not-on-the-spot': {
    title: { zh: '已不在当场层级，不能当场办结', en: 'The case has left the level on the spot' },
    help: { zh: '按实际方式选择办结结果。', en: 'Choose the outcome by what was done.' },
    members: { level: { type: 'string' } },
  },
  'commitment-needed': {
    title: { zh: '容缺办结须有限时承诺', en: 'Settling on conditions needs a commitment' },
    help: {
      zh: '随办结写明“commitment”，或先登记承诺。',
      en: 'Send `commitment` with the closing, or set one first.',
    },
  },
  'commitment-unfit': {
    title: { zh: '只有容缺办结才带承诺', en: 'Only settling on conditions bears a commitment' },
    help: {
      zh: '去掉“commitment”，或改用“settled-conditionally”。',
      en: 'Leave `commitment` out, or close with `settled-conditionally`.',
    },
  },
  'no-such-commitment': {
    title: { zh: '没有这项须报告的承诺', en: 'There is no such commitment to report' },
    help: {
      zh: '见该件的各项承诺；作出决定的承诺由决定本身履行。',
      en: "See the case's commitments; one to decide a task is kept by the decision itself.",
    },
  },
  'commitment-over': {
    title: { zh: '该承诺已履行或已超时', en: 'The commitment is kept or broken already' },
    help: { zh: '见该件的各项承诺。', en: "See the case's commitments." },
  },
  'order-not-linked': {
    title: { zh: '该件没有关联订单', en: 'The case is about no order' },
    help: { zh: '先为该件关联订单。', en: 'Link the order to the case first.' },
  },
  'linked-already': {
    title: { zh: '已关联另一个', en: 'It is linked to another already' },
    help: { zh: '关联后不能更改；另登记一件。', en: 'A link stays; register another case.' },
    members: { orderNo: { type: 'string' }, commissionNo: { type: 'string' } },
  },
  'handler-already': {
    title: { zh: '该件已由此人经办', en: 'That person has the case already' },
    help: { zh: '无须再次移交。', en: 'Nothing is to be done.' },
  },
  'asked-already': {
    title: { zh: '已征询该部门，尚未答复', en: 'The department is asked already and has not answered' },
    help: { zh: '等待其答复，或催办。', en: 'Wait for its answer.' },
  },
  'not-asked': {
    title: { zh: '没有向本部门征询', en: 'Your department is not asked, or has answered' },
    help: { zh: '见该件已征询的部门。', en: 'See whom the case has asked.' },
  },
  'day-unfit': {
    title: { zh: '日期须为今天或以后的工作日', en: 'The day must be a working day, today or later' },
    help: { zh: '“earliest”是今天的办公日。', en: '`earliest` is the office day of today.' },
    members: { earliest: { type: 'string', format: 'date' } },
  },
  'no-such-item': {
    title: { zh: '没有这个倒排事项', en: 'There is no such item' },
    help: { zh: '见该件的“schedule”。', en: 'See `schedule`.' },
  },
  'item-over': {
    title: { zh: '该事项已完成', en: 'The item is done already' },
    help: { zh: '见该件的“schedule”。', en: 'See `schedule`.' },
  },
  'no-plan-at-level': {
    title: { zh: '只有 L4 的件才确定办结日期', en: 'Only a case at L4 has a plan' },
    help: { zh: '“level”是现在的层级。', en: '`level` is where it stands.' },
    members: { level: { type: 'string' } },
  },
  'level-at-top': {
    title: { zh: '已在最高层级', en: 'The case is at the last level' },
    help: { zh: '请确定办结日期。', en: 'Date its plan.' },
  },
  'rated-already': {
    title: { zh: '该件在此渠道已评价过', en: 'The case has a rating of this channel' },
    help: { zh: '每件每个渠道只评一次。', en: 'Each channel rates a case once.' },
    members: { channel: { type: 'string' } },
  },
  'tracking-locked': {
    title: { zh: '电话查询已停用：连续错误五次', en: 'Tracking by phone is closed after five failures' },
    help: {
      zh: '“until”之前凭查询码仍可查询。',
      en: 'Until `until` the tracking code still works.',
    },
    members: { until: { type: 'string', format: 'date-time' } },
  },
  'not-answered': {
    title: {
      zh: '该件尚未答复，还不能回访',
      en: 'The case is not answered: there is nothing to call back about',
    },
    help: { zh: '先办结。', en: 'Close it first.' },
  },
} satisfies Refusals<Code>;

/** What can be asked for here, as people call it. */
export const things = {
  order: { zh: '订单', en: 'order' },
  openedStep: { zh: '已开始的环节', en: 'step that has opened' },
  task: { zh: '任务', en: 'task' },
  case: { zh: '兜底件', en: 'case' },
  slip: { zh: '回执单', en: 'slip' },
  contact: { zh: '联系方式', en: 'contact' },
  trackedCase: { zh: '编号与查询码（或电话）的组合', en: 'number with this code or phone' },
  attachment: { zh: '附件', en: 'file of a case' },
  commitment: { zh: '承诺', en: 'commitment' },
  calendar: { zh: '日历', en: 'calendar' },
  claim: { zh: '补录', en: 'claim' },
  amendment: { zh: '更正或撤销', en: 'amendment' },
  result: { zh: '已作出的结果', en: 'result that was issued' },
  delivery: { zh: '送达', en: 'delivery' },
  brokenPromise: { zh: '失信承诺', en: 'broken promise' },
};

/** Why a decision needs a note: the field, and its values that do. */
export const noteFor = (field: string, values: string) =>
  bilingual(`${field} 为 ${values} 时须写明理由`, `${field} ${values} needs a note that gives the reason`);

/** Why a field must be left out: another field, and the only values with which it is said. */
export const onlyFor = (field: string, values: string) =>
  bilingual(`${field} 为 ${values} 时才写`, `is said with ${field} ${values} only`);

export const noDepartment = {
  zh: '令牌没有写明决定任务的部门',
  en: 'Your token names no department that decides tasks',
};

const asProblem = refusing(refusals);

/** A refusal of the rules as a 409 problem: its code is the type, its details say what would help; `until` and `since` are instants. */
export const refuse = ({
  until,
  since,
  ...refusal
}: Parameters<typeof asProblem>[0] & { readonly until?: unknown; readonly since?: unknown }) =>
  asProblem({
    ...refusal,
    ...(typeof until === 'number' && { until: shanghaiIso(until) }),
    ...(typeof since === 'number' && { since: shanghaiIso(since) }),
  });
