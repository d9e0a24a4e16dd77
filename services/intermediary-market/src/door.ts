import { pageShape, someLines } from '@doudi/infra/http';
import { categories, commissionStates } from '@doudi/workflows';
import { bilingual } from '@doudi/infra/words';
import { z } from 'zod';
import { agencyStatuses } from './catalogue/agencies.ts';

/** What a person writes; it stays in the market. */
const Note = someLines(2000);

const AgencyNo = z
  .string()
  .regex(/^A[0-9]{3,9}$/, bilingual('须为中介编号，如 A016', 'is no agency number, such as A016'));
const CommissionNo = z
  .string()
  .regex(
    /^C[0-9]{12,20}-[a-z-]{1,40}$/,
    bilingual(
      '须为委托编号，如 C202603020001-eia-report',
      'is no commission number, such as C202603020001-eia-report',
    ),
  );
const OrderNo = z
  .string()
  .regex(
    /^O[0-9]{12,20}$/,
    bilingual('须为订单编号，如 O202603020001', 'is no order number, such as O202603020001'),
  );
const Sha256 = z
  .string()
  .regex(
    /^[0-9a-f]{64}$/,
    bilingual('须为 64 位小写十六进制的 SHA-256', 'is no SHA-256 in 64 lower-case hexadecimal digits'),
  );

export const AgencyParams = z.strictObject({ agencyNo: AgencyNo });
export const CommissionParams = z.strictObject({ commissionNo: CommissionNo });
export type AgencyParams = z.output<typeof AgencyParams>;
export type CommissionParams = z.output<typeof CommissionParams>;

export const AgencyQuery = z.strictObject({
  ...pageShape,
  category: z.enum(categories).optional(),
  status: z.enum(agencyStatuses).optional(),
});
export const CommissionQuery = z.strictObject({
  ...pageShape,
  orderNo: OrderNo.optional(),
  state: z.enum(commissionStates).optional(),
});
export type AgencyQuery = z.output<typeof AgencyQuery>;
export type CommissionQuery = z.output<typeof CommissionQuery>;

export const Engagement = z
  .strictObject({ agencyNo: AgencyNo })
  .meta({ id: 'Engagement', examples: [{ agencyNo: 'A016' }] });
export const Signature = z.strictObject({}).meta({ id: 'Signature', examples: [{}] });
export const Declining = z
  .strictObject({ reason: Note.optional() })
  .meta({ id: 'Declining', examples: [{ reason: '人手不足' }] });
export const Deliverable = z
  .strictObject({ note: Note.optional(), sha256: Sha256.optional() })
  .meta({ id: 'Deliverable', examples: [{ note: '设计文本一套', sha256: '0a'.repeat(32) }] });
export const Acceptance = z
  .strictObject({ note: Note.optional() })
  .meta({ id: 'Acceptance', examples: [{ note: '同意验收' }] });
export const Return = z
  .strictObject({ reason: Note })
  .meta({ id: 'Return', examples: [{ reason: '缺少节能篇章' }] });
export type Engagement = z.output<typeof Engagement>;
export type Declining = z.output<typeof Declining>;
export type Deliverable = z.output<typeof Deliverable>;
export type Acceptance = z.output<typeof Acceptance>;
export type Return = z.output<typeof Return>;
