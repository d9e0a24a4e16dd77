import { fileURLToPath } from 'node:url';

/** The file of the workflow code as `bundle-workflows.ts` builds it. */
export const workflowBundle = fileURLToPath(new URL('../dist/workflow-bundle.js', import.meta.url));
