import { storingServiceSettings } from '@doudi/infra/service';
import { z } from 'zod';

/** 32 bytes in base64. */
const Secret = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);

/** What the market needs beside the settings of every service. */
export const marketSettings = storingServiceSettings.safeExtend({
  BIDS_SECRETS: z
    .string()
    .transform((list) => list.split(','))
    .pipe(z.array(Secret).min(1))
    .describe('secrets of 32 bytes in base64 with which bids are sealed, the newest first, commas between'),
});
