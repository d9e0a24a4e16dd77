import { get, post, type Route } from '@doudi/infra/http/route';
import { OpenOrder, type openOrder } from './open-order.ts';
import { MandatesQuery, OfMandate, type readMandates } from './read-mandates.ts';
import { OfOrder, OrdersQuery, readOrder, readOrders } from './read-orders.ts';
import { OfProject, ProjectsQuery, readProject, readProjects } from './read-projects.ts';
import { RecordMandate, type recordMandate } from './record-mandate.ts';
import { RegisterProject, type registerProject } from './register-project.ts';
import type { revokeMandate } from './revoke-mandate.ts';
import { WithdrawOrder, type withdrawOrder } from './withdraw-order.ts';

export interface UseCases {
  readonly registerProject: ReturnType<typeof registerProject>;
  readonly recordMandate: ReturnType<typeof recordMandate>;
  readonly revokeMandate: ReturnType<typeof revokeMandate>;
  readonly readMandates: ReturnType<typeof readMandates>;
  readonly openOrder: ReturnType<typeof openOrder>;
  readonly withdrawOrder: ReturnType<typeof withdrawOrder>;
}

const readers = ['agent', 'enterprise', 'fallback-officer', 'supervisor', 'administrator'] as const;
const placers = ['agent', 'enterprise'] as const;
const granters = ['enterprise', 'administrator'] as const;

/** Every URL of the front counter: who may, what it takes, what it does. */
export const routes = (useCases: UseCases): Route[] => [
  post('/v1/projects', {
    may: [...placers, 'administrator'],
    body: RegisterProject,
    transaction: true,
    handler: useCases.registerProject,
  }),
  get('/v1/projects', { may: readers, query: ProjectsQuery, handler: readProjects }),
  get('/v1/projects/:code', { may: readers, params: OfProject, handler: readProject }),

  post('/v1/mandates', {
    may: granters,
    body: RecordMandate,
    transaction: true,
    handler: useCases.recordMandate,
  }),
  get('/v1/mandates', { may: readers, query: MandatesQuery, handler: useCases.readMandates }),
  post('/v1/mandates/:mandateNo/revocation', {
    may: granters,
    params: OfMandate,
    transaction: true,
    handler: useCases.revokeMandate,
  }),

  // The receipt and the withdrawal are committed before a workflow is told: no transaction around them.
  post('/v1/orders', { may: placers, body: OpenOrder, handler: useCases.openOrder }),
  get('/v1/orders', { may: readers, query: OrdersQuery, handler: readOrders }),
  get('/v1/orders/:orderNo', { may: readers, params: OfOrder, handler: readOrder }),
  post('/v1/orders/:orderNo/withdrawal', {
    may: placers,
    params: OfOrder,
    body: WithdrawOrder,
    handler: useCases.withdrawOrder,
  }),
];
