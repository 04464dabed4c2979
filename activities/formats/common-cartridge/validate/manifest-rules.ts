/** The rules of the manifest that no shape can say: identifiers, references, files. Numbers are Schematron's. */
import type { PackageSource } from '../../types.js';
import { resolvePath } from '../package-path.js';
import { type CheckedItem, type CheckedManifest, type CheckedResource, MANIFEST_PATH } from './manifest.js';
import { complainAbout, type ReportProblem } from './problem.js';
import { DESCRIPTORS, PROHIBITED } from './versions.js';

/** Checks identifiers, resources and items against each other and against the files of the package. */
export function checkManifestRules(
  manifest: CheckedManifest,
  source: PackageSource,
  report: ReportProblem,
): void {
  checkIdentifiers(manifest, report);
  for (const resource of manifest.resources.values()) {
    checkFiles(resource, source, report);
    checkDescriptor(resource, report);
    checkDependencies(resource, manifest, report);
  }
  for (const item of manifest.items) checkItem(item, manifest, report);
  checkBanks(manifest, report);
  checkUnlisted(manifest, source, report);
}

function checkIdentifiers({ identifiers }: CheckedManifest, report: ReportProblem): void {
  const seen = new Set<string>();
  for (const identifier of identifiers) {
    if (seen.has(identifier))
      complainAbout(report, MANIFEST_PATH)(
        'identifier_repeated',
        `the identifier "${identifier}" is used twice; manifest, organisation, items and resources share one set.`,
      );
    seen.add(identifier);
  }
}

/** Rules 9a, 10a and 10b, and that the files exist. */
function checkFiles(resource: CheckedResource, source: PackageSource, report: ReportProblem): void {
  const complain = complainAbout(report, MANIFEST_PATH, `resource "${resource.identifier}"`);
  const { href, hrefs, folder } = resource;
  for (const [at, name] of hrefs.entries()) {
    if (hrefs.indexOf(name) !== at) complain('file_repeated', `lists "${name}" twice.`);
    if (source.find(resolvePath(folder, name)) === undefined)
      complain('file_missing', `names "${name}", which the package does not contain.`);
  }
  if (href !== undefined && !hrefs.includes(href))
    complain('href_not_listed', `has the href "${href}", but lists no such file.`);
}

/** Rules 1a to 1c, 2a to 2c, 3a to 3c, 4b to 4d. */
function checkDescriptor({ identifier, role, href, hrefs }: CheckedResource, report: ReportProblem): void {
  if (role === undefined || !DESCRIPTORS.has(role)) return;
  const complain = complainAbout(report, MANIFEST_PATH, `resource "${identifier}"`);
  if (hrefs.length !== 1)
    complain('descriptor_files', `lists ${hrefs.length} files; a resource of its type has exactly one.`);
  if (href !== undefined)
    complain('descriptor_href', 'has an href, which a resource of its type may not have.');
}

/** Rules 7a and 7b, and rule sets 1 to 6 and 11. */
function checkDependencies(
  resource: CheckedResource,
  { resources }: CheckedManifest,
  report: ReportProblem,
): void {
  const { identifier, role, dependencies, variants } = resource;
  const complain = complainAbout(report, MANIFEST_PATH, `resource "${identifier}"`);
  const prohibited = role === undefined ? [] : PROHIBITED[role];
  for (const [at, target] of dependencies.entries()) {
    const targetRole = resources.get(target)?.role;
    if (!resources.has(target))
      complain('dependency_missing', `depends on "${target}", which is no resource.`);
    else if (target === identifier) complain('dependency_on_itself', 'depends on itself.');
    else if (dependencies.indexOf(target) !== at)
      complain('dependency_repeated', `depends on "${target}" twice.`);
    else if (prohibited === 'anything' || (targetRole !== undefined && prohibited.includes(targetRole)))
      complain('dependency_prohibited', `depends on "${target}", which resources of its type may not.`);
  }
  for (const target of variants)
    if (!resources.has(target))
      complain('variant_missing', `is a variant of "${target}", which is no resource.`);
}

/** Rules 8a and 8b, and that items lead somewhere; 5g and 6g are written down, but not yet in force. */
function checkItem(item: CheckedItem, { resources }: CheckedManifest, report: ReportProblem): void {
  const complain = complainAbout(report, MANIFEST_PATH, `item "${item.identifier}"`);
  if (!item.hasTitle) complain('title_empty', 'has no title.');
  if (item.identifierref === undefined) return;
  const resource = resources.get(item.identifierref);
  if (item.hasChildren) complain('item_with_children', 'shows a resource, and holds items as a folder does.');
  if (resource === undefined)
    complain('resource_missing', `shows "${item.identifierref}", which is no resource.`);
  else if (resource.role === 'questionBank') complain('bank_in_organization', 'shows a question bank.');
  else if (resource.role !== undefined && !DESCRIPTORS.has(resource.role) && resource.href === undefined)
    complain.warn('href_missing', `shows resource "${resource.identifier}", which has no href to open.`);
}

/** Rule 4a, as long as it stood. */
function checkBanks({ resources, version }: CheckedManifest, report: ReportProblem): void {
  const banks = [...resources.values()].filter(({ role }) => role === 'questionBank').length;
  if (banks > 1 && !version.manyBanks)
    complainAbout(report, MANIFEST_PATH)(
      'many_banks',
      `${banks} resources are question banks; one is allowed.`,
    );
}

function checkUnlisted({ resources }: CheckedManifest, source: PackageSource, report: ReportProblem): void {
  const listed = new Set([MANIFEST_PATH]);
  for (const { hrefs, folder } of resources.values())
    for (const href of hrefs) listed.add(source.find(resolvePath(folder, href))?.path ?? href);
  for (const path of source.entries.keys())
    if (!listed.has(path))
      complainAbout(report, path).warn('file_not_listed', 'no resource of the manifest lists this file.');
}
