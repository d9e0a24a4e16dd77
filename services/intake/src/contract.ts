import { documentOf } from '@doudi/infra/openapi';
import { routes, type UseCases } from './routes.ts';
import { refusals } from './words.ts';

/** What the counter promises, as an OpenAPI document. The table is only read for it: no use case is called. */
export const contract = documentOf(
  { title: { zh: '收件前台', en: 'Front counter' }, refusals },
  routes({} as UseCases),
);
