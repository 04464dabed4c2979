/** Build step: bundles the compiled workflows into dist/workflow-bundle.js. */
import { fileURLToPath } from 'node:url';
import { writeWorkflowBundle } from './workflow-bundle.js';

const workflows = fileURLToPath(new URL('../workflows/index.js', import.meta.url));
const target = fileURLToPath(new URL('../workflow-bundle.js', import.meta.url));
const bytes = await writeWorkflowBundle(workflows, target);
console.log(`Workflow bundle: ${target}, ${Math.round(bytes / 1024)} KiB`);
