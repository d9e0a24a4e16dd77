import { lazy, Suspense } from 'react';
import type { BarsProps } from './bars-canvas.tsx';

// the library of charts is large: it comes when one is shown
const BarsCanvas = lazy(async () => ({ default: (await import('./bars-canvas.tsx')).BarsCanvas }));

/** Stacked bars, as a picture of the table that stands beside them. */
export function Bars(props: BarsProps) {
  return (
    <Suspense fallback={<div className="bars" />}>
      <BarsCanvas {...props} />
    </Suspense>
  );
}
