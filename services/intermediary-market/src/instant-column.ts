import type { Instant } from '@doudi/workflows';
import { z } from 'zod';

/** An instant as the driver answers it. */
export const instant = z.date().transform((at): Instant => at.getTime());

/** An instant as the driver takes it. */
export const dateOrNull = (at: Instant | null): Date | null => (at === null ? null : new Date(at));
