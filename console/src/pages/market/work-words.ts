import type { components } from '../../../generated/contract.d.ts';
import { useWords } from '../../words/use-words.ts';

type Work = Pick<components['schemas']['CommissionListed'], 'task' | 'own' | 'category'>;

/** What a commission is about: the task of an order, or what an owner has made for himself. */
export function useWorkWords() {
  const { code } = useWords();
  return ({ task, own, category }: Work): string =>
    task ? code('task', task) : code(own ? 'purpose' : 'category', own ? own.purpose : category);
}
