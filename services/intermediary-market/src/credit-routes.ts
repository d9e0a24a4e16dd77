import { everyone, get, overseers, post } from '@doudi/infra/http';
import { OfAgency } from './agency-no.ts';
import {
  AppealBody,
  appealDeduction,
  AppealDecisionBody,
  decideAppeal,
  OfDeduction,
} from './appeal-deduction.ts';
import { OfCommission } from './commission-no.ts';
import { CreditAnswer } from './credit-answer.ts';
import { deductForFake, FakeBody } from './deduct-for-fake.ts';
import { DeductionAnswer } from './deduction-answer.ts';
import type { Dependencies } from './dependencies.ts';
import {
  AgencyRatingBody,
  rateAgency,
  RatingsAnswer,
  readRatings,
  refuseFormerJudge,
} from './rate-agency.ts';
import { readCredit } from './read-credit.ts';

const owner = { enterprise: 'own', agent: 'mandated' } as const;
/** The departments, each for the work of the steps it stands over. */
const regulators = { reviewer: 'department', head: 'department' } as const;
const supervisor = { supervisor: 'all' } as const;

const deduction = '/v1/agencies/:agencyNo/deductions/:no';

/** The URLs of agencies' credit: ratings, deductions and appeals, and the explained score. */
export const creditRoutes = (dependencies: Dependencies) =>
  [
    get('/v1/agencies/:agencyNo/credit', {
      summary: { zh: '中介信用分及逐项说明', en: 'The credit of an agency, explained line by line' },
      allow: everyone,
      params: OfAgency,
      answer: CreditAnswer,
      handler: readCredit(dependencies),
    }),
    post('/v1/agencies/:agencyNo/deductions', {
      summary: { zh: '登记弄虚作假扣分', en: 'Put on record that an agency has faked something' },
      allow: supervisor,
      params: OfAgency,
      body: FakeBody,
      transaction: true,
      answer: DeductionAnswer,
      status: 201,
      handler: deductForFake(dependencies),
    }),
    post(`${deduction}/appeal`, {
      summary: { zh: '对扣分申诉', en: 'Appeal against a deduction' },
      allow: { agency: 'engaged' },
      params: OfDeduction,
      body: AppealBody,
      transaction: true,
      answer: DeductionAnswer,
      status: 201,
      refuses: ['appealed-already', 'appeal-over'],
      handler: appealDeduction(dependencies),
    }),
    post(`${deduction}/appeal/decision`, {
      summary: { zh: '裁定申诉', en: 'Decide an appeal' },
      allow: supervisor,
      params: OfDeduction,
      body: AppealDecisionBody,
      transaction: true,
      answer: DeductionAnswer,
      refuses: ['appeal-decided', 'same-person'],
      handler: decideAppeal(dependencies),
    }),
    get('/v1/commissions/:commissionNo/ratings', {
      summary: { zh: '对成果的评价', en: 'How the agency was rated for a result' },
      allow: { ...owner, ...regulators, ...overseers, agency: 'engaged' },
      params: OfCommission,
      answer: RatingsAnswer,
      handler: readRatings,
    }),
    post('/v1/commissions/:commissionNo/rating', {
      summary: {
        zh: '评价中介（业主、监管部门、中心各一次）',
        en: 'Rate the agency: owner, regulator and centre, once each',
      },
      allow: { ...owner, ...regulators, ...supervisor },
      params: OfCommission,
      body: AgencyRatingBody,
      transaction: true,
      answer: RatingsAnswer,
      status: 201,
      refuses: ['commission-not-there', 'agency-rated-already', 'rating-over'],
      handler: rateAgency(dependencies),
      refuseReplay: refuseFormerJudge,
    }),
  ] as const;
