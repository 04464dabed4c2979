#!/usr/bin/env node
/** `cartwright-validate <package> ...`: says in plain words what is wrong with cartridges, one sentence a line. */
import { PackageError, UnsupportedError } from '../../activities/errors.js';
import { validateFile } from '../../activities/package/validate-file.js';

const USAGE = `Usage: cartwright-validate [--errors] <package> ...
Prints one sentence for each problem of a cartridge (Common Cartridge 1.0 to 1.4); --errors leaves warnings out.
Exit code: 0 without errors, 1 with errors, 2 when a file cannot be read.`;

/** The worst of the exit codes of all packages. */
async function main(words: readonly string[]): Promise<number> {
  const paths = words.filter((word) => !word.startsWith('-'));
  const isUnknown = words.some((word) => word.startsWith('-') && word !== '--errors');
  if (paths.length === 0 || isUnknown) {
    console.error(USAGE);
    return 2;
  }
  let code = 0;
  for (const path of paths)
    code = Math.max(code, await validate(path, { warnings: !words.includes('--errors') }));
  return code;
}

async function validate(path: string, { warnings }: { readonly warnings: boolean }): Promise<number> {
  let errors = 0;
  try {
    await validateFile(path, ({ severity, message }) => {
      if (severity === 'error') errors += 1;
      if (severity === 'error' || warnings)
        console.log(`${severity === 'error' ? '' : 'Warning: '}${path}: ${message}`);
    });
  } catch (error) {
    return tell(path, error);
  }
  return errors === 0 ? 0 : 1;
}

/** A file that is no package is a problem of the package; one that cannot be read is not. */
function tell(path: string, error: unknown): number {
  if (error instanceof PackageError || error instanceof UnsupportedError) {
    console.log(`${path}: ${error.message}`);
    return 1;
  }
  console.error(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
