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
  tags: {
    calendars: { zh: '办公日历', en: 'office calendars' },
    cases: { zh: '兜底件', en: 'fallback cases' },
    clock: { zh: '办公时钟', en: 'the office clock' },
    inbox: { zh: '待办', en: 'what waits for the caller' },
    progress: { zh: '订单进度与台账', en: 'progress and ledger of orders' },
    stops: { zh: '特别程序', en: 'legal stops' },
    supervision: { zh: '督办', en: 'supervision' },
    tasks: { zh: '部门任务', en: 'tasks of departments' },
  },
  taskQueue: taskQueues.approvals,
  routes,
});
