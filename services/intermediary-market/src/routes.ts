import { get, post, roles, type Role, type Route } from '@doudi/infra/http/route';
import type { ActingParts } from './act-on-commission.ts';
import * as door from './door.ts';
import { engageAgency } from './engage-agency.ts';
import { acceptResult, returnResult } from './judge-result.ts';
import { readAgencies, readAgency, readCategories } from './read-agencies.ts';
import { readCommission, readCommissions } from './read-commissions.ts';
import { declineEngagement, deliverResult, signContract } from './serve-commission.ts';
import { overseers } from './sides.ts';

const owner: readonly Role[] = ['enterprise', 'agent'];
const agency: readonly Role[] = ['agency'];
const involved = [...owner, ...agency, ...overseers];

const one = '/v1/commissions/:commissionNo';
const write = { params: door.CommissionParams, transaction: true } as const;

/** Every URL of the market, who may, what it takes, what it does. */
export const routes = (parts: ActingParts): Route[] => [
  get('/v1/agencies', { may: roles, query: door.AgencyQuery, handler: readAgencies }),
  get('/v1/agencies/categories', { may: roles, handler: readCategories }),
  get('/v1/agencies/:agencyNo', { may: roles, params: door.AgencyParams, handler: readAgency }),
  get('/v1/commissions', { may: involved, query: door.CommissionQuery, handler: readCommissions }),
  get(one, { may: involved, params: door.CommissionParams, handler: readCommission }),
  post(`${one}/engagement`, { ...write, may: owner, body: door.Engagement, handler: engageAgency(parts) }),
  post(`${one}/signature`, { ...write, may: agency, body: door.Signature, handler: signContract(parts) }),
  post(`${one}/refusal`, { ...write, may: agency, body: door.Declining, handler: declineEngagement(parts) }),
  post(`${one}/deliverables`, {
    ...write,
    may: agency,
    body: door.Deliverable,
    handler: deliverResult(parts),
  }),
  post(`${one}/acceptance`, { ...write, may: owner, body: door.Acceptance, handler: acceptResult(parts) }),
  post(`${one}/return`, { ...write, may: owner, body: door.Return, handler: returnResult(parts) }),
];
