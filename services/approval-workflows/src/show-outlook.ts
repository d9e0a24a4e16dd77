import type { Outlook, StepOutlook } from '@doudi/workflows';
import { sayProvisional } from './units.ts';

/** An outlook as people read it: counts say their unit, dates beyond the last published year that they are provisional. */
export const showOutlook = ({ used, remaining, forecast, lights, steps, ...rest }: Outlook) => ({
  ...sayProvisional(rest),
  usedDays: used,
  remainingDays: remaining,
  forecast: { ...sayProvisional(forecast), chain: forecast.chain.map(sayProvisional) },
  lights: lights.map(sayProvisional),
  steps: steps.map(showStep),
});

const showStep = ({ forecast, lights, ...rest }: StepOutlook) => ({
  ...sayProvisional(rest),
  forecast: sayProvisional(forecast),
  lights: lights.map(sayProvisional),
});
