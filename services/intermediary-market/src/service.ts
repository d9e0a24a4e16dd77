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
  tags: {
    agencies: { zh: '中介机构', en: 'intermediary agencies' },
    'agency-files': { zh: '中介文件', en: 'files of agencies' },
    directory: { zh: '中介目录', en: 'choosing an agency' },
    commissions: { zh: '中介委托', en: 'commissions of agencies' },
  },
  taskQueue: taskQueues.market,
  routes,
});
