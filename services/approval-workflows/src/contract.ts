import { documentOf } from '@doudi/infra/openapi';
import { routes } from './routes.ts';
import { refusals } from './words.ts';

/** What the floor promises, as an OpenAPI document. The table is only read for it: no use case is called. */
export const contract = documentOf(
  { title: { zh: '部门审批', en: "The departments' floor" }, refusals },
  routes({} as Parameters<typeof routes>[0]),
);
