/**
 * How the national platform numbers where an item stands (domain: item status of the approval of construction projects). 4 is for items
 * that need no acceptance by anybody; none of ours is one.
 */
export const nationalStatuses = {
  1: ['已接件', 'received'],
  2: ['已撤件', 'taken back before acceptance'],
  3: ['部门受理', 'accepted by the department'],
  4: ['不受理', 'needs no acceptance'],
  5: ['不予受理', 'not accepted'],
  6: ['补正开始', 'supplement asked for'],
  7: ['补正结束', 'supplement given'],
  8: ['部门开始办理', 'the department is at work'],
  9: ['特别程序开始', 'stop by law begun'],
  10: ['特别程序结束', 'stop by law ended'],
  11: ['办结(通过)', 'approved'],
  12: ['办结(容缺通过)', 'approved on conditions'],
  13: ['办结(不通过)', 'refused'],
  14: ['撤回', 'withdrawn'],
  15: ['撤销', 'revoked'],
} as const satisfies Record<number, readonly [zh: string, en: string]>;
export type NationalStatus = keyof typeof nationalStatuses;

/** How the national platform numbers whether an item is in time. */
export const timeStates = {
  1: ['正常', 'in time'],
  2: ['预警', 'due soon'],
  3: ['逾期', 'late'],
} as const satisfies Record<number, readonly [zh: string, en: string]>;
export type TimeState = keyof typeof timeStates;
