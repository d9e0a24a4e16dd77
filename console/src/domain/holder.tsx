import { useWords } from '../words/use-words.ts';

interface HolderOf {
  readonly role: string;
  readonly department?: string;
}

/** Who holds the ball, in words: a department's reviewer or checker, the enterprise, the agency, or a legal stop. */
export function useHolderWords() {
  const { code } = useWords();
  return (holder: HolderOf | null): string =>
    holder === null
      ? '–'
      : [holder.department && code('department', holder.department), code('holder', holder.role)]
          .filter(Boolean)
          .join(' ');
}

export function Holder({ holder }: { readonly holder: HolderOf | null }) {
  return useHolderWords()(holder);
}
