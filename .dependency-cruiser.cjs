// The dependency rule: what each folder may import, checked in CI (docs/architecture.md says why).
const temporal = '^node_modules/@temporalio/';
const only = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'converters-run-without-servers',
      comment: 'formats/, archive/ and the course model import neither Temporal nor MinIO.',
      severity: 'error',
      from: { path: '^activities/(formats|archive|course)/' },
      to: {
        path: [
          temporal,
          '^node_modules/minio',
          '^activities/storage/minio',
          '^worker/',
          '^client/',
          '^workflows/',
        ],
      },
    },
    only(
      'workflows-import-only-temporal-and-themselves',
      'Workflow code is bundled into a deterministic sandbox; activity code enters it as types only.',
      '^workflows/',
      ['^workflows/', '^node_modules/@temporalio/(workflow|common)/'],
    ),
    {
      name: 'client-has-no-worker-dependency',
      comment:
        'A backend imports the client alone: no worker, no workflow code but the contract and the table of states.',
      severity: 'error',
      from: { path: '^client/' },
      to: {
        path: [
          '^worker/',
          '^workflows/(?!contract|lifecycle|attributes)',
          '^node_modules/@temporalio/(worker|activity|testing)/',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'only-the-adapter-knows-minio',
      severity: 'error',
      from: {
        path: '^(activities|client|worker|workflows)/',
        pathNot: ['^activities/storage/minio', '^worker/dev/'],
      },
      to: { path: '^node_modules/minio' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // A worktree may share its packages with another by a link: the rules speak of them by their names here.
    preserveSymlinks: true,
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
