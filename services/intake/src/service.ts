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
  tags: {
    projects: { zh: '投资项目', en: 'investment projects' },
    mandates: { zh: '代办授权', en: 'mandates of agents' },
    people: { zh: '人员名册', en: 'the register of people' },
    tracks: { zh: '各档的方案与时限', en: 'tracks, their plans and budgets' },
    orders: { zh: '订单回执', en: 'orders and their receipts' },
  },
  taskQueue: taskQueues.intake,
  routes,
});
