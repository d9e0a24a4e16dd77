export { channelGauges } from './gauges.ts';
export { channelSweeps } from './open-channels.ts';
export { webhookRoutes } from './webhook-routes.ts';
