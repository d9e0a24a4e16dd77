import { z } from 'zod';

/** Where a service keeps files: in a folder of this machine, or in a bucket of a server that speaks S3. */
export const storageSettings = {
  STORAGE_FOLDER: z.string().min(1).optional().describe('a folder for files, if there is no STORAGE_BUCKET'),
  STORAGE_BUCKET: z.string().min(1).optional().describe('a bucket for files, if there is no STORAGE_FOLDER'),
  STORAGE_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'is not a web address' })
    .optional()
    .describe('the web address of the S3 server; without it, Amazon’s'),
  STORAGE_REGION: z.string().default('us-east-1'),
  STORAGE_KEY_ID: z.string().optional().describe('the access key of the bucket'),
  SCANNER_URL: z
    .url({ protocol: /^https?$/, error: 'is not a web address' })
    .optional()
    .describe('where the content of uploads is posted to be judged'),
  STORAGE_SECRET: z.string().optional().describe('the secret of that key'),
} as const;

export type StorageSettings = z.output<z.ZodObject<typeof storageSettings>>;

/** Says which of them must be given; undefined when they are right. */
export const faultOfStorage = (given: Partial<StorageSettings>): string | undefined => {
  if (!given.STORAGE_FOLDER === !given.STORAGE_BUCKET) return 'exactly one of the two must be given';
  if (given.STORAGE_BUCKET && !(given.STORAGE_KEY_ID && given.STORAGE_SECRET))
    return 'a bucket needs STORAGE_KEY_ID and STORAGE_SECRET';
  return undefined;
};
