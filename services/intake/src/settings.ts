import { serviceSettings } from '@doudi/infra/service';
import { faultOfStorage, storageSettings } from '@doudi/infra/storage';

/** Of intake: the settings of every service, and where papers are kept. */
export const intakeSettings = serviceSettings
  .safeExtend(storageSettings)
  .refine((given) => faultOfStorage(given) === undefined, {
    path: ['STORAGE_FOLDER or STORAGE_BUCKET'],
    error: ({ input }) => faultOfStorage(input as never),
    // also when other settings are faulty, so that every fault is reported at once
    when: () => true,
  });
