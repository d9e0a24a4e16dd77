import { useWords } from '../words/use-words.ts';

/** Each light has a sign beside its colour and word, so that none is told by colour alone. */
export const lightSigns: Readonly<Record<string, string>> = {
  GREEN: '●',
  YELLOW: '▲',
  RED: '■',
  PAUSED: '‖',
  DONE: '✓',
  ENDED: '×',
};

/** The names of the colours of the lights in the style sheet, where they fill something, under white letters. */
export const lightColours: Readonly<Record<string, string>> = {
  GREEN: '--green',
  YELLOW: '--yellow',
  RED: '--red',
  PAUSED: '--quiet',
};

export function Light({ light }: { readonly light: string | null }) {
  const { code } = useWords();
  if (light === null) return '–';
  return (
    <span className={`light light-${light}`}>
      <span aria-hidden>{lightSigns[light]}</span> {code('light', light)}
    </span>
  );
}
