import { failure } from '@doudi/infra/failure';
import { openApi, people, signToken, type Stack, waitFor } from '@doudi/stack';
import { shippedCalendar, type Day } from '@doudi/workflows';

const version = 'recorded';
const administrator = 'administrator-sun';

/** Drafts a calendar with the days of the shipped one, publishes it, and waits until every open order has moved. */
export async function publishCalendar(stack: Stack): Promise<void> {
  const api = openApi(stack);
  const person = people[administrator];
  if (!person) throw failure(`There is no sample person ${administrator}.`);
  const answer = await fetch(`${stack.urls.gateway}/v1/calendars/${version}`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${await signToken(stack, person)}`,
      'content-type': 'application/json',
      'idempotency-key': version,
    },
    body: JSON.stringify({ years: years() }),
  });
  if (!answer.ok) throw failure(`The calendar was refused: ${answer.status} ${await answer.text()}`);
  await api.post(administrator, `/v1/calendars/${version}/publish`, {});
  await waitFor({ what: 'all orders to move', withinMs: 60_000 }, async () => {
    const { moved } = await api.get<{ moved: { done: number; total: number } | null }>(
      administrator,
      `/v1/calendars/${version}`,
    );
    return moved !== null && moved.total > 0 && moved.done === moved.total;
  });
}

function years() {
  const yearOf = (day: Day) => Number(day.slice(0, 4));
  const { off, work } = shippedCalendar;
  return [...new Set([...off, ...work].map(yearOf))].toSorted().map((year) => ({
    year,
    off: off.filter((day) => yearOf(day) === year),
    work: work.filter((day) => yearOf(day) === year),
  }));
}
