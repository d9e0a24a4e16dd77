import type { components } from '../../generated/contract.d.ts';
import { api } from './client.ts';

type Ledger = components['schemas']['Ledger'];

/** The explained clock of an order. It can be had as a text to print, too: that is not asked for here. */
export const useLedger = (orderNo: string) =>
  api.useQuery(
    'get',
    '/v1/progress/{orderNo}/ledger',
    { params: { path: { orderNo } } },
    { select: (answer) => answer as Ledger },
  );
