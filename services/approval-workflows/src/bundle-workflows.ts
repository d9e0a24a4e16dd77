import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

// Done by `npm run build`, so that a service starts in a second and every instance runs the very same code.
const { code } = await bundleWorkflowCode({
  logger: new DefaultLogger('WARN'),
  workflowsPath: fileURLToPath(import.meta.resolve('@doudi/workflows/workflow-types')),
});
await writeFile(new URL('workflow-bundle.js', import.meta.url), code);
