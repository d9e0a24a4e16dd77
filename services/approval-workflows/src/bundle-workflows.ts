import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { workflowBundle } from './bundled-workflows.ts';

// Done by `npm run build`, so that a service starts in a second and every instance runs the very same code.
const { code } = await bundleWorkflowCode({
  logger: new DefaultLogger('WARN'),
  workflowsPath: fileURLToPath(import.meta.resolve('@doudi/workflows/workflow-types')),
  workflowInterceptorModules: [fileURLToPath(import.meta.resolve('@doudi/workflows/interceptors'))],
  // The rules are pure, so all workflows of a process share them: evaluated for each, they take most of its memory and of its start.
  preloadModules: [fileURLToPath(import.meta.resolve('@doudi/workflows'))],
});
await writeFile(workflowBundle, code);
