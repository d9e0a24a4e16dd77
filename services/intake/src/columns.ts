import { z } from 'zod';
import type { Instant } from '@doudi/workflows';

/** A `timestamptz` as it leaves storage. */
export const instant = z.date().transform((at): Instant => at.getTime());
