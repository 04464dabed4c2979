/** A worker like any other, but for what it works on: the bare workflow and its activity. Started by job-overhead.ts. */
import { readConfig } from '../../worker/config.js';
import { connectTemporal } from '../../worker/connect.js';
import { createWorkers } from '../../worker/create.js';
import { createLogger } from '../../worker/logger.js';
import { runWorkers } from '../../worker/run.js';
import { installRuntime } from '../../worker/runtime.js';
import type { BareActivities } from './bare-workflow.js';

const activities: BareActivities = {
  nothing: async (resultBytes) => 'x'.repeat(resultBytes),
};

const [bundle = ''] = process.argv.slice(2);
const config = readConfig();
const logger = createLogger(config.log);
installRuntime(config, logger);
const connection = await connectTemporal(config.temporal, { logger });
const run = runWorkers(await createWorkers({ config, connection, activities, bundle }));
process.send?.('ready');
await run;
await connection.close();
process.exit(0);
