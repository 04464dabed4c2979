/** The workflows, by the names they are started with. The bundle's entry: nothing else is exported. */
export { contentExport } from './content-export.js';
export { contentMigration } from './content-migration.js';
