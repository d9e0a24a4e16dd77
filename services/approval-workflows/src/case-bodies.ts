import { IsoDay, someLines, SubjectId } from '@doudi/infra/http';
import { bilingual } from '@doudi/infra/words';
import {
  askedStances,
  callBackResults,
  caseActions,
  caseOutcomes,
  commitmentDeeds,
  departments,
  serviceStyles,
  taskCodes,
  type CaseOutcome,
} from '@doudi/workflows';
import { z } from 'zod';
import { CaseNo } from './case-number-param.ts';
import { fieldsGoWith } from './fields-go-with.ts';
import { OrderNo } from './order-no.ts';

const note = someLines(2_000);
const atLeastOne = bilingual('至少写明一项', 'must say at least one of them');

const notAParty = bilingual(
  '须为部门代码，或 agency: 加统一社会信用代码',
  'is a code of a department, or `agency:` and the USCC of an agency',
);
export const Party = z
  .string()
  .regex(new RegExp(`^(?:${departments.join('|')}|agency:[0-9A-Z]{18})$`), notAParty)
  .meta({ examples: ['NRP'] });

const notACommission = bilingual(
  '须为委托编号，如 C202603020001-eia-report',
  'is no commission number, such as C202603020001-eia-report',
);

export const CommissionNo = z.string().regex(/^C[0-9]{12,20}-[a-z0-9-]{1,40}$/, notACommission);

/** Consecutive hours of business time; at most thirty days of them. */
const hours = z.int().min(1).max(720);
const promised = {
  party: Party,
  deed: z.enum(commitmentDeeds),
  task: z.enum(taskCodes).optional(),
  hours,
};
const taskOfDeed = fieldsGoWith('deed', { task: ['decide-task'] });
const Commitment = z.strictObject(promised).check(taskOfDeed);

export const ActBody = z
  .strictObject({ action: z.enum(caseActions), note })
  .meta({ id: 'CaseAction', examples: [{ action: 'called', note: '已电话联系承办人' }] });
export const HandOverBody = z
  .strictObject({ to: SubjectId, note: note.optional() })
  .meta({ id: 'CaseHandOver', examples: [{ to: 'officer-fang', note: '休假，移交' }] });
export const ArrangementBody = z
  .strictObject({
    style: z.enum(serviceStyles).optional(),
    lead: z.enum(departments).optional(),
    note: note.optional(),
  })
  .refine(({ style, lead }) => style ?? lead, { path: ['style'], error: atLeastOne })
  .meta({ id: 'CaseArrangement', examples: [{ style: 'coordinate', lead: 'NRP' }] });
export const QuestionBody = z
  .strictObject({ department: z.enum(departments), day: IsoDay, isPermit: z.boolean().optional(), note })
  .meta({ id: 'CaseQuestion', examples: [{ department: 'EEB', day: '2099-03-20', note: '请答复是否同意' }] });
export const AnswerBody = z
  .strictObject({ stance: z.enum(askedStances), note })
  .meta({ id: 'CaseAnswerOfDepartment', examples: [{ stance: 'no-objection', note: '无意见' }] });
export const CommitmentInHoursBody = z
  .strictObject({ ...promised, note })
  .check(taskOfDeed)
  .meta({
    id: 'CaseCommitment',
    examples: [{ party: 'NRP', deed: 'do', hours: 24, note: '二十四小时内出具情况说明' }],
  });
export const FulfilmentBody = z
  .strictObject({ note })
  .meta({ id: 'CaseFulfilment', examples: [{ note: '情况说明已送达窗口' }] });
export const ScheduleBody = z
  .strictObject({ party: Party, day: IsoDay, note })
  .meta({ id: 'CaseScheduledItem', examples: [{ party: 'NRP', day: '2099-03-20', note: '现场踏勘' }] });
export const CompletionBody = z
  .strictObject({ note: note.optional() })
  .meta({ id: 'CaseItemCompletion', examples: [{ note: '已完成' }] });
export const MeetingBody = z
  .strictObject({
    departments: z.array(z.enum(departments)).min(1, atLeastOne).max(departments.length),
    note,
  })
  .meta({
    id: 'CaseMeeting',
    examples: [{ departments: ['NRP', 'EEB'], note: '联席会议纪要：三部门同步办理' }],
  });
export const PlanBody = z
  .strictObject({ day: IsoDay, note })
  .meta({ id: 'CasePlan', examples: [{ day: '2099-03-20', note: '市领导批示，限期办结' }] });
export const RaisingBody = z
  .strictObject({ note })
  .meta({ id: 'CaseRaising', examples: [{ note: '需多部门会商' }] });
export const UrgingBody = z
  .strictObject({ task: z.enum(taskCodes), note: note.optional() })
  .meta({ id: 'CaseUrging', examples: [{ task: 'record', note: '请尽快办理' }] });
export const StopEndBody = z
  .strictObject({ task: z.enum(taskCodes), note })
  .meta({ id: 'CaseStopEnd', examples: [{ task: 'record', note: '评审已结束，请恢复计时' }] });
export const LinkBody = z
  .strictObject({
    orderNo: OrderNo.optional(),
    commissionNo: CommissionNo.optional(),
  })
  .refine(({ orderNo, commissionNo }) => orderNo ?? commissionNo, { path: ['orderNo'], error: atLeastOne })
  .meta({ id: 'CaseLink', examples: [{ orderNo: 'O201706160001' }] });
export const MergingBody = z
  .strictObject({ into: CaseNo, note })
  .meta({ id: 'CaseMerging', examples: [{ into: 'DD20170731000159', note: '同一事项重复反映' }] });
export const WithdrawalBody = z
  .strictObject({ note: note.optional() })
  .meta({ id: 'CaseWithdrawal', examples: [{ note: '问题已自行解决' }] });
export const ConfirmBody = z
  .strictObject({ agrees: z.boolean(), note: note.optional() })
  .meta({ id: 'CaseConfirmation', examples: [{ agrees: true }] });
export const CallBackBody = z
  .strictObject({ result: z.enum(callBackResults), note })
  .meta({ id: 'CaseCallBack', examples: [{ result: 'satisfied', note: '电话回访，表示满意' }] });

/** Outcomes that people name; the others follow from something else. */
const named = caseOutcomes.filter((outcome) => outcome !== 'merged' && outcome !== 'no-longer-due');

const endingFields = {
  legalBasis: ['cannot-by-law'],
  alternative: ['cannot-by-law'],
  remedy: ['cannot-by-law'],
  whereTo: ['out-of-scope'],
} satisfies Record<string, readonly CaseOutcome[]>;
const short = someLines(500);

export const CloseBody = z
  .strictObject({
    outcome: z.enum(named),
    note,
    legalBasis: short.optional(),
    alternative: short.optional(),
    remedy: short.optional(),
    whereTo: short.optional(),
    commitment: Commitment.optional(),
  })
  .check(fieldsGoWith('outcome', endingFields))
  .meta({
    id: 'CaseClosing',
    examples: [
      { outcome: 'out-of-scope', note: '属于信访事项', whereTo: '县信访局接待窗口' },
      {
        outcome: 'settled-conditionally',
        note: '部门承诺限时办结',
        commitment: { party: 'NRP', deed: 'decide-task', task: 'record', hours: 48 },
      },
    ],
  });
