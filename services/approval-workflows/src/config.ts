import { serviceSettings } from '@doudi/infra/service';

export const service = 'approval-workflows';
/** the name of the schema and of the role */
export const role = 'approval_workflows';
export const settings = serviceSettings;
