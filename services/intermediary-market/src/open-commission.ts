import type { Pool } from '@doudi/infra/database';
import { openCommission as opened, type CommissionRequest } from '@doudi/workflows';
import { insertCommission } from './commissions.ts';

/** Opens the commission a task needs: it waits for the owner to hire. A repeated request changes nothing. */
export const openCommission =
  (pool: Pool) =>
  (request: CommissionRequest): Promise<void> =>
    insertCommission(pool, request, opened(request.openedAt));
