import type { TestAsking, World } from '../http/ask.ts';
import type { Part } from './check-row.ts';

/** A mandate that has ended ends the agent's reach with the very next request; one that is in force again opens it. */
export async function checkMandates(
  { route, sample, cells }: Part,
  { setMandates }: World,
  ask: TestAsking['ask'],
): Promise<string[]> {
  const ours = cells.find(({ person, token }) => person.called === 'agent of ours' && token === 'valid');
  if (!ours) return ['no agent of ours is tried'];
  const faults: string[] = [];
  const expect = async (state: 'active' | 'revoked' | 'expired', isReached: boolean) => {
    const thing = ours.whose === 'list' ? {} : await sample.own();
    await setMandates(state);
    const { status, text } = await ask(route, thing, ours.person.caller);
    await setMandates('active');
    const seen = sample.lists ? text.includes(`"${sample.lists.own()}"`) : status !== 404 && status !== 403;
    if (seen !== isReached) faults.push(`${state}: ${status} ${text.slice(0, 300)}`);
  };
  await expect('active', true);
  await expect('revoked', sample.outlivesMandate ?? false);
  await expect('expired', sample.outlivesMandate ?? false);
  await expect('active', true);
  return faults;
}
