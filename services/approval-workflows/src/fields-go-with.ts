import type { z } from 'zod';
import { noteFor, onlyFor } from './words.ts';

/** A rule of a body: each of these fields stands there with these values of another, and with no others. */
export const fieldsGoWith =
  <Of extends string>(of: Of, fields: Readonly<Record<string, readonly string[]>>) =>
  ({ value, issues }: z.core.ParsePayload<Readonly<Record<Of, string>>>): void => {
    for (const [field, values] of Object.entries(fields)) {
      const given = (value as Readonly<Record<string, unknown>>)[field];
      const isOfIt = values.includes(value[of]);
      if (isOfIt === (given !== undefined)) continue;
      const message = (isOfIt ? noteFor : onlyFor)(of, values.join(', '));
      issues.push({ code: 'custom', path: [field], message, input: given });
    }
  };
