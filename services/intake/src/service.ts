import { join } from 'node:path';
import { describeService } from '@doudi/infra/service';
import { taskQueues } from '@doudi/workflows';
import { routes } from './routes.ts';
import { refusals } from './words.ts';

export const intake = describeService({
  name: 'intake',
  folder: join(import.meta.dirname, '..'),
  title: { zh: '收件前台', en: 'Intake' },
  refusals,
  taskQueue: taskQueues.intake,
  routes,
});
