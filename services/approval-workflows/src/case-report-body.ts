import { IsoInstant, oneLine, someLines } from '@doudi/infra/http';
import { bilingual } from '@doudi/infra/words';
import { caseCauses, taskCodes, type CaseWay } from '@doudi/workflows';
import { z } from 'zod';
import { CommissionNo } from './case-bodies.ts';
import { ChinesePhone } from './chinese-phone.ts';
import { OrderNo } from './order-no.ts';

/** Causes that people name: lateness speaks for itself. */
const named = caseCauses.filter((cause) => cause !== 'timeout');

/** How a person comes to an officer. */
const channels = ['counter', 'hotline', 'api'] as const satisfies readonly CaseWay[];

const notAUscc = bilingual('须为 18 位统一社会信用代码', 'is no unified social credit code of 18 characters');

/** Who is to be called, and under which number. */
const Contact = z.strictObject({
  name: oneLine(50),
  phone: ChinesePhone,
  address: oneLine(200).optional(),
});

export const CaseReport = z
  .strictObject({
    /** of a department that wants to say no `refusal`, where it says nothing else */
    cause: z.enum(named).optional(),
    statement: someLines(4_000),
    /** how the person came to the officer who takes it down; `counter` unless said otherwise */
    channel: z.enum(channels).optional(),
    orderNo: OrderNo.optional(),
    /** of the order */
    task: z.enum(taskCodes).optional(),
    commissionNo: CommissionNo.optional(),
    /** the enterprise it is reported for, where there is no order that says so */
    uscc: z
      .string()
      .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/, notAUscc)
      .optional(),
    urgent: z.boolean().optional(),
    /** the instant by which it is needed: it can only shorten what there is */
    requiredBy: IsoInstant.optional(),
    contact: Contact.optional(),
  })
  .meta({
    id: 'CaseReport',
    examples: [
      {
        ...{ cause: 'shirking', statement: '两个部门互相要求先出对方的材料', orderNo: 'O201706160001' },
        ...{ task: 'record', urgent: true, requiredBy: '2099-03-20T10:00:00+08:00' },
        contact: { name: '样例联系人', phone: '13800138000', address: '样例市样例街道1号' },
      },
      { cause: 'papers', statement: '档案缺失，窗口不受理', channel: 'hotline', uscc: '91330683MAFAKE0199' },
      { statement: '拟作否定答复：不符合规划', orderNo: 'O201706160001', task: 'record' },
    ],
  });
export type CaseReport = z.output<typeof CaseReport>;
