/** `npm run dev`: Temporal, MinIO and a worker on this machine until Ctrl-C; what they hold stays in `.cartwright`. */
import { withoutEmpty } from '../config/read.js';
import { reasonOf } from '../reason.js';
import { type Stack, startStack } from './stack.js';
import { untilTold } from './until-told.js';
import { startWorkerProcess } from './worker-process.js';

const DATA = '.cartwright';

function print(line: string): void {
  console.log(line);
}

function addresses({ temporal, minio, settings, data }: Stack): string {
  const exports = Object.entries(settings).map(([name, value]) => `  export ${name}='${value}'`);
  return [
    '',
    `Temporal UI    ${temporal.uiUrl ?? '(the one of your Temporal)'}`,
    `Temporal       ${temporal.address}, namespace ${temporal.namespace}`,
    `MinIO console  ${minio.consoleUrl ?? '(the one of your object storage)'}, user ${minio.accessKey}, password ${minio.secretKey}`,
    `S3 endpoint    ${minio.endpoint}, bucket ${minio.bucket}`,
    `Data and logs  ${data}`,
    '',
    'For a backend that is to use them:',
    ...exports,
    '',
    'Ctrl-C stops everything.',
    '',
  ].join('\n');
}

/** What the person set for the worker; where the stack is, the stack knows better. */
function workerSettings({ settings }: Stack): Record<string, string> {
  const set = Object.entries(withoutEmpty(process.env));
  const own = set.filter(([name]) => name.startsWith('CARTWRIGHT_') && !(name in settings));
  return { CARTWRIGHT_LOG_FORMAT: 'pretty', ...Object.fromEntries(own) };
}

async function run(stack: Stack): Promise<void> {
  const worker = await startWorkerProcess(stack, { settings: workerSettings(stack) });
  print(addresses(stack));
  const workerFailed = worker.ended.then(() => Promise.reject(new Error('The worker stopped by itself.')));
  try {
    await Promise.race([untilTold(), stack.failed, workerFailed]);
    print('Stopping.');
  } finally {
    await worker.stop();
  }
}

async function main(): Promise<void> {
  const stack = await startStack({ data: DATA, ports: 'usual', report: print });
  try {
    await run(stack);
  } finally {
    await stack.stop();
  }
}

try {
  await main();
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
}
