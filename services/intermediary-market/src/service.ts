import { join } from 'node:path';
import { describeService } from '@doudi/infra/service';
import { taskQueues } from '@doudi/workflows';
import { routes } from './routes.ts';
import { refusals } from './words.ts';

export const intermediaryMarket = describeService({
  name: 'intermediary-market',
  folder: join(import.meta.dirname, '..'),
  title: { zh: '中介市场', en: 'Agency market' },
  refusals,
  taskQueue: taskQueues.market,
  routes,
});
