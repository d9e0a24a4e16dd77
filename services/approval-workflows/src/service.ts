import { join } from 'node:path';
import { describeService } from '@doudi/infra/service';
import { taskQueues } from '@doudi/workflows';
import { routes } from './routes.ts';
import { refusals } from './words.ts';

export const approvalWorkflows = describeService({
  name: 'approval-workflows',
  folder: join(import.meta.dirname, '..'),
  title: { zh: '部门审批', en: 'Departmental approval' },
  refusals,
  taskQueue: taskQueues.approvals,
  routes,
});
