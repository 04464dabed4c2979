/** Validates a cartridge that is a file of this machine: what is wrong with the archive, and with what is in it. */
import { type ReportProblem, validateCartridge } from '../formats/common-cartridge/validate/validate.js';
import { withLocalPackage } from './local-package.js';

/**
 * Reports every problem of a cartridge (Common Cartridge 1.0 to 1.4) as it is found. Throws `PackageError` or
 * `UnsupportedError` when the file is no package at all, and the system's error when it cannot be read.
 */
export async function validateFile(path: string, report: ReportProblem, signal?: AbortSignal): Promise<void> {
  await withLocalPackage(
    path,
    async ({ source, refused, odd }) => {
      for (const [severity, problems] of [
        ['error', refused],
        ['warning', odd],
      ] as const)
        for (const { code, message, path: entry } of problems)
          report({ severity, code, message, path: entry ?? source.name });
      await validateCartridge(source, report, signal);
    },
    signal,
  );
}
