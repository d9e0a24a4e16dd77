import { get, overseers, post } from '@doudi/infra/http';
import { refuseFormerOwner } from './act-on-commission.ts';
import { CommissionAnswer } from './commission-answer.ts';
import { OfCommission } from './commission-no.ts';
import { Award, confirmAward } from './confirm-award.ts';
import type { Dependencies } from './dependencies.ts';
import { BidBody, BidReceipt, placeBid } from './place-bid.ts';
import { Cancelling, cancelTender, publishTender, Tender } from './publish-tender.ts';
import { readTender, TenderAnswer } from './read-tender.ts';
import { notHired } from './words.ts';

const owner = { enterprise: 'own', agent: 'mandated' } as const;
const agency = { agency: 'engaged' } as const;
const one = '/v1/commissions/:commissionNo';
const ownersAct = {
  ...{ allow: owner, refuseReplay: refuseFormerOwner, params: OfCommission, transaction: true },
  answer: CommissionAnswer,
} as const;

/** The URLs of tenders: published, bid for, closed by time, awarded. */
export const tenderRoutes = (dependencies: Dependencies) => [
  get(`${one}/tender`, {
    summary: { zh: '采购公告，截止后含全部报价', en: 'The tender; once it is closed with all bids' },
    allow: { ...owner, ...agency, ...overseers },
    params: OfCommission,
    answer: TenderAnswer,
    handler: readTender,
  }),
  post(`${one}/tender`, {
    ...ownersAct,
    summary: { zh: '发布采购公告', en: 'Publish the tender' },
    refuses: ['commission-not-there', 'no-brief', 'no-tender'],
    body: Tender,
    handler: publishTender(dependencies),
  }),
  post(`${one}/tender/cancellation`, {
    ...ownersAct,
    summary: { zh: '撤回采购公告', en: 'Cancel the tender' },
    refuses: ['commission-not-there'],
    body: Cancelling,
    handler: cancelTender(dependencies),
  }),
  post(`${one}/bids`, {
    summary: { zh: '报价，截止前密封', en: 'Bid; sealed until the tender closes' },
    allow: agency,
    params: OfCommission,
    transaction: true,
    answer: BidReceipt,
    refuses: ['commission-not-there', ...notHired],
    body: BidBody,
    status: 201,
    handler: placeBid(dependencies),
  }),
  post(`${one}/award`, {
    ...ownersAct,
    summary: { zh: '确认中选机构', en: 'Confirm the award' },
    refuses: ['commission-not-there', 'no-bidder-left'],
    body: Award,
    handler: confirmAward(dependencies),
  }),
];
