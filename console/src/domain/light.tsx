import { useWords } from '../words/use-words.ts';

/** Each light has a sign beside its colour and word, so that none is told by colour alone. */
const signs: Readonly<Record<string, string>> = {
  GREEN: '●',
  YELLOW: '▲',
  RED: '■',
  PAUSED: '‖',
  DONE: '✓',
  ENDED: '×',
};

export function Light({ light }: { readonly light: string | null }) {
  const { code } = useWords();
  if (light === null) return '–';
  return (
    <span className={`light light-${light}`}>
      <span aria-hidden>{signs[light]}</span> {code('light', light)}
    </span>
  );
}
