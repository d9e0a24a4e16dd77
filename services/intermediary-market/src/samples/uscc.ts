const usccAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const usccWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const bodyAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const bodyWeights = [3, 7, 9, 10, 5, 8, 4, 2];

const weighted = (text: string, alphabet: string, weights: readonly number[]) =>
  weights.reduce((sum, weight, i) => sum + weight * alphabet.indexOf(text.charAt(i)), 0);

/**
 * The unified social credit code of an invented body: `prefix` (8 characters: kind and region) and an eight-character
 * organisation code get their check characters (GB 11714, GB 32100-2015).
 */
export function inventedUscc(prefix: string, organisation: string): string {
  const check = 11 - (weighted(organisation, bodyAlphabet, bodyWeights) % 11);
  const body = prefix + organisation + (check === 10 ? 'X' : String(check % 11));
  return body + usccAlphabet.charAt((31 - (weighted(body, usccAlphabet, usccWeights) % 31)) % 31);
}
