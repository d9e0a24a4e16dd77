/** Orders of one enterprise and of one agent, whatever the size of the table. */
const ordersOf = { enterprise: 10, agent: 200 };

export type Places = ReturnType<typeof placesOf>;

/** Orders of a database of the bench have the places 0 to `orders` − 1; number, project and owners follow from the place. */
export function placesOf(orders: number) {
  const enterprises = Math.ceil(orders / ordersOf.enterprise);
  const agents = Math.ceil(orders / ordersOf.agent);
  return {
    orders,
    enterprises,
    agents,
    orderNo: (place: number) => `O20260105${digits(place, 7)}`,
    projectCode: (place: number) => `2026-330683-29-03-${digits(place, 7)}`,
    uscc: (place: number) => `91330683${digits(place % enterprises, 10)}`,
    agentId: (place: number) => `p-9${digits(place % agents, 7)}`,
  };
}

const digits = (number: number, length: number) => String(number).padStart(length, '0');
