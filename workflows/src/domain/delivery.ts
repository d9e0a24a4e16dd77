import type { Instant } from './instant.ts';

type Bilingual = readonly [zh: string, en: string];

/** Where the handing over of a result stands; the four states of a courier's order in the systems seen (domain: EMS order states). */
export const statesOfDelivery = {
  new: ['待送达', 'to be handed over'],
  ongoing: ['寄送中', 'with the courier'],
  done: ['已送达', 'handed over'],
  cancelled: ['已取消', 'cancelled'],
} as const satisfies Record<string, Bilingual>;
export type DeliveryState = keyof typeof statesOfDelivery;
export const deliveryStates = Object.keys(statesOfDelivery) as DeliveryState[];

/** How an applicant wants what is issued. */
export const waysOfDelivery = {
  counter: ['窗口领取', 'at the counter'],
  courier: ['快递送达', 'by courier'],
} as const satisfies Record<string, Bilingual>;
export type DeliveryWay = keyof typeof waysOfDelivery;
export const deliveryWays = Object.keys(waysOfDelivery) as DeliveryWay[];

/** What a department or the service counter does with a delivery. */
export const deliveryActs = ['dispatch', 'hand-over', 'prove', 'cancel', 'renew'] as const;
export type DeliveryAct = (typeof deliveryActs)[number];

/** The delivery of one result: a row of its service, no state of a workflow. */
export interface Delivery {
  readonly state: DeliveryState;
  /** when the result was decided, from which its limit runs */
  readonly decidedAt: Instant;
  /** when there was proof that it was handed over; null before */
  readonly doneAt: Instant | null;
  /** acts so far; the next bears this number plus one */
  readonly acts: number;
}
