import { faultOfStorage, storageSettings } from '../storage/storage-settings.ts';
import { serviceSettings } from './service-settings.ts';

/** Of a service that keeps files: the settings of every service, and where the files are. */
export const storingServiceSettings = serviceSettings
  .safeExtend(storageSettings)
  .refine((given) => faultOfStorage(given) === undefined, {
    path: ['STORAGE_FOLDER or STORAGE_BUCKET'],
    error: ({ input }) => faultOfStorage(input as never),
    // also when other settings are faulty, so that every fault is reported at once
    when: () => true,
  });
