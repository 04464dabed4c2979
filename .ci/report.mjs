/**
 * Reads the test runner's JSON report. `node .ci/report.mjs <report>` prints "N passed, N failed"; with `--check` it
 * fails when a test failed, was skipped or put off, or when a test file of the repository is not in the report.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

const [file = '', mode] = process.argv.slice(2);
const report = JSON.parse(readFileSync(file, 'utf8'));
const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
const count = (status) => tests.filter((test) => test.status === status).length;

/** Files that could not be loaded have no tests that could fail. */
const broken = report.testResults.filter(
  ({ status, assertionResults }) =>
    status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
);

function problems() {
  const reported = new Set(report.testResults.map(({ name }) => relative(process.cwd(), name)));
  const files = readdirSync('test', { recursive: true }).map((name) => `test/${name}`);
  const leftOut = files.filter((name) => name.endsWith('.test.ts') && !reported.has(name));
  const notRun = tests.filter(({ status }) => status !== 'passed' && status !== 'failed');
  return [
    ...broken.map(({ name, message }) => `${relative(process.cwd(), name)} could not be run: ${message}`),
    ...leftOut.map((name) => `${name} was not run`),
    ...notRun.map(({ fullName, status }) => `"${fullName}" was not run: ${status}`),
    ...tests.filter(({ status }) => status === 'failed').map(({ fullName }) => `"${fullName}" failed`),
  ];
}

if (mode === '--check') {
  const found = problems();
  for (const problem of found) console.log(problem);
  if (found.length === 0)
    console.log(`${tests.length} tests in ${report.testResults.length} files, none left out`);
  process.exitCode = found.length === 0 && tests.length > 0 ? 0 : 1;
} else {
  console.log(`${count('passed')} passed, ${count('failed') + broken.length} failed`);
}
