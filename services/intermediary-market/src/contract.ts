import { documentOf } from '@doudi/infra/openapi';
import type { ActingParts } from './act-on-commission.ts';
import { routes } from './routes.ts';
import { refusals } from './words.ts';

/** What the market promises, as an OpenAPI document. The table is only read for it: no use case is called. */
export const contract = documentOf(
  { title: { zh: '中介市场', en: 'Agency market' }, refusals },
  routes({} as ActingParts),
);
