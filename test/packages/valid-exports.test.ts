/** Other people's packages, exported again: every cartridge is valid for our validator and by the schemas. */
import { beforeAll, describe, expect, it } from 'vitest';
import { exportCourse, problemsOf, schemaComplaints } from '../support/cartridge-export.js';
import { HAS_SCHEMAS } from '../support/cartridge-schemas.js';
import { courseOf, type PackageCourse, readablePackagesIn } from '../support/compare-packages.js';
import { SHARED_PACKAGES } from '../support/shared-packages.js';

const FOLDERS = ['cc', 'canvas', 'flat', 'qti12'];
const FORMATS = ['common_cartridge', 'canvas_cartridge', 'qti'] as const;

/** Settings of tools nest in a way that no schema knows: Canvas reads them so, and only so. */
const NESTED_SETTINGS = 'lti_options';

const VERSIONS = ['1.1', '1.3'] as const;

if (SHARED_PACKAGES === undefined) {
  it('is not run: this machine has no folder of packages (CARTWRIGHT_PACKAGES names one)', () => {
    expect(SHARED_PACKAGES).toBeUndefined();
  });
} else {
  const paths = (await Promise.all(FOLDERS.map((folder) => readablePackagesIn(folder, FORMATS)))).flat();
  describe.each(paths)('%s', describePackage);
}

function describePackage(path: string): void {
  let read: PackageCourse;
  beforeAll(async () => {
    read = await courseOf(path);
  });

  it.each(VERSIONS)('is exported as a valid cartridge of version %s', async (version) => {
    const exported = await exportCourse(read.course, { version, dialect: 'standard' }, read.contentOf);
    const problems = await problemsOf(exported);
    const nested = problems.filter(({ code }) => code === NESTED_SETTINGS).map((problem) => problem.path);
    expect(problems.filter(({ code }) => code !== NESTED_SETTINGS)).toEqual([]);
    if (!HAS_SCHEMAS) return;
    const complaints = await schemaComplaints(exported, version);
    expect(complaints.filter((line) => !nested.some((path) => line.startsWith(path ?? '-')))).toEqual([]);
  });
}
