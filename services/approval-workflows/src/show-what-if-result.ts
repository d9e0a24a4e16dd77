import type { WhatIfResult, StepResult } from '@doudi/workflows';
import { sayProvisional } from './units.ts';

/** A what-if result as people read it: counts say their unit, dates beyond the last published year that they are provisional. */
export const showWhatIfResult = ({ used, remaining, forecast, lights, steps, ...rest }: WhatIfResult) => ({
  ...sayProvisional(rest),
  usedDays: used,
  remainingDays: remaining,
  forecast: { ...sayProvisional(forecast), chain: forecast.chain.map(sayProvisional) },
  lights: lights.map(sayProvisional),
  steps: steps.map(showStep),
});

const showStep = ({ forecast, lights, ...rest }: StepResult) => ({
  ...sayProvisional(rest),
  forecast: sayProvisional(forecast),
  lights: lights.map(sayProvisional),
});
