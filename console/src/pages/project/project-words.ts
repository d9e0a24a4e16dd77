import { useWords } from '../../words/use-words.ts';

const { format } = new Intl.NumberFormat('en-US', { maximumFractionDigits: 4 });

/** Amounts and areas as people read them: 12,000,000 yuan, 3.5 ha. */
export function useProjectWords() {
  const { t } = useWords();
  return {
    grouped: (value: number) => format(value),
    yuan: (amount: number) => t('project.yuan', { amount: format(amount) }),
    hectares: (count: number) => t('project.hectares', { count: format(count) }),
  };
}
