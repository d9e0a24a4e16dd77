/** How often per second something can be done on this machine. */
export interface Rate {
  readonly perSecond: number;
}

const roundMs = 300;
const rounds = 5;

/** Does it over and over in rounds of 0.3 s after one to warm up, and takes the middle round. */
export function rateOf(work: () => void): Rate {
  round(work);
  const rates = Array.from({ length: rounds }, () => round(work)).sort((a, b) => a - b);
  return { perSecond: rates[Math.floor(rounds / 2)] ?? 0 };
}

function round(work: () => void): number {
  const begun = performance.now();
  let done = 0;
  let ms = 0;
  // the clock is asked once in many calls, or it would be what is measured
  for (
    let batch = 1;
    ms < roundMs;
    ms = performance.now() - begun, batch = ms < roundMs / 10 ? batch * 2 : batch
  )
    for (let call = 0; call < batch; call++, done++) work();
  return (1_000 * done) / ms;
}
