import type { ReactNode } from 'react';
import type { PageWord } from '../words/page-words.ts';
import { useWords } from '../words/use-words.ts';

/** Stands where a sentence has its day or instant. */
const place = '\u0000';

interface Props {
  /** words with one place, named `when` */
  readonly word: PageWord;
  readonly children: ReactNode;
}

/** A sentence with a day or an instant in it, in the order of the language. */
export function Sentence({ word, children }: Props) {
  const { t } = useWords();
  const [before, after] = t(word, { when: place, day: place }).split(place);
  return (
    <>
      {before}
      {children}
      {after}
    </>
  );
}
