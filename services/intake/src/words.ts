import { type Refusals, refusing } from '@doudi/infra/http';
import type { OrderRefusal } from '@doudi/workflows';

type Code =
  | Exclude<OrderRefusal, 'assumptions-at-fault' | 'number-taken'>
  | 'project-already-registered'
  | 'order-already-open'
  | 'agent-unmandated'
  | 'agent-unchanged'
  | 'quota-exceeded'
  | 'paper-stands-no-more';

/** What people read when intake refuses, by the problem's type, and what they can do then. */
export const refusals = {
  'project-already-registered': {
    title: { zh: '该代码的项目已登记', en: 'A project is registered under this code already' },
    help: {
      zh: '核对项目代码；已登记的项目直接下单即可。若确属本企业而被他人登记，请持备案信息表到综合窗口，由管理员更正归属。',
      en: 'Check the code; a project that is registered can be ordered for as it is. If it is yours and another has registered it, bring the record form to the counter: the administrator transfers it.',
    },
    members: { projectCode: { type: 'string' } },
  },
  'days-out-of-range': {
    title: { zh: '按需订单为 13 至 30 个工作日', en: 'An on-demand order takes 13 to 30 working days' },
    help: {
      zh: '下限由工作日最多的一串任务决定；提前设计、告知承诺、容缺受理可以缩短。',
      en: 'The longest chain of tasks sets the least; early design, commitments and conditional acceptance shorten it.',
    },
    members: {
      least: { type: 'integer' },
      most: { type: 'integer' },
      binding: {
        type: 'array',
        items: {
          type: 'object',
          required: ['task', 'min'],
          properties: { task: { type: 'string' }, min: { type: 'integer' } },
        },
      },
      whatHelps: { type: 'array', items: { type: 'string' } },
    },
  },
  'order-already-open': {
    title: { zh: '该项目已有未办结的订单', en: 'The project has an order that is not closed yet' },
    help: {
      zh: '待那份订单办结，或先将其撤回。',
      en: 'Wait for the end of that order, or withdraw it first.',
    },
    members: { orderNo: { type: 'string' } },
  },
  'order-closed': {
    title: { zh: '订单已办结', en: 'The order has ended' },
    help: {
      zh: '其结果见进度与台账；需要时另下新单。',
      en: 'Progress and ledger show how; open another if need be.',
    },
    members: { outcome: { type: ['string', 'null'] }, closedAt: { type: 'string', format: 'date-time' } },
  },
  'initiation-over': {
    title: { zh: '项目立项环节已办结，不能再换档', en: 'The project initiation is over: the track stays' },
    help: {
      zh: '只有项目立项期间可以换档；确需变更的，可撤回后另下新单，已用天数结转。',
      en: 'A track changes only while the project initiation is open; withdraw and open another order if need be: it takes over the days used.',
    },
  },
  'other-steps': {
    title: { zh: '该订单的环节与新档不同', en: 'The order has other steps than the new track' },
    help: {
      zh: '下单后办理目录已有调整；可撤回后另下新单，已用天数结转。',
      en: 'The catalogue has changed since it was opened; withdraw and open another order: it takes over the days used.',
    },
  },
  'track-unchanged': {
    title: { zh: '该订单已是此档与此天数', en: 'The order has this track and these days already' },
    help: { zh: '无须变更；另选一档或天数。', en: 'Nothing to do, or name another track or other days.' },
    members: { track: { type: 'string' }, budgetDays: { type: 'integer' } },
  },
  'agent-unmandated': {
    title: {
      zh: '该代办员没有此项目的下单授权',
      en: 'The agent has no mandate for orders of the project',
    },
    help: {
      zh: '先向其授权（范围含下单），再更换。',
      en: 'Give a mandate first that covers orders, then replace the agent.',
    },
    members: { agentId: { type: 'string' }, projectCode: { type: 'string' } },
  },
  'agent-unchanged': {
    title: { zh: '该代办员已在办理此单', en: 'The agent follows the order already' },
    help: { zh: '无须更换：这是现任代办员。', en: 'Nothing to do: this is the agent of now.' },
    members: { agentId: { type: 'string' } },
  },
  'quota-exceeded': {
    title: { zh: '该项目的材料空间已满', en: 'The project has no room for more papers' },
    help: {
      zh: '请合并或压缩材料，仍不够的请联系管理员。',
      en: 'Make the paper smaller, or ask the administrator.',
    },
    members: { usedBytes: { type: 'integer' }, quotaBytes: { type: 'integer' } },
  },
  'paper-stands-no-more': {
    title: { zh: '该材料已被替换或撤回', en: 'The paper was replaced or withdrawn before' },
    help: {
      zh: '无须再撤回；现行材料见项目的材料清单。',
      en: 'Nothing to do: the list of papers shows what stands.',
    },
    members: { paperNo: { type: 'string' } },
  },
} satisfies Refusals<Code>;

/** What can be asked for here, as people call it. */
export const things = {
  project: { zh: '项目', en: 'project' },
  mandate: { zh: '授权', en: 'mandate' },
  order: { zh: '订单', en: 'order' },
  person: { zh: '人员', en: 'person' },
  paper: { zh: '材料', en: 'paper' },
};

/** A refusal of the rules as a 409 problem: its code is the type, its details say what would help. */
export const refuse = refusing(refusals);
