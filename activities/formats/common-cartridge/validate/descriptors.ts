/** Checks the files that describe web links, topics, tools and assignments. */
import type { PackageSource } from '../../types.js';
import { parseXml } from '../../xml/parse.js';
import { elements, type XmlElement } from '../../xml/tree.js';
import { assignmentShape, BASIC_LTI, LTI_OPTIONS, topicShape, webLinkShape } from './descriptor-shapes.js';
import { complainAbout, type ReportProblem } from './problem.js';
import { checkShape, type Shape } from './shape.js';
import type { ResourceRole, VersionRules } from './versions.js';

interface Descriptor {
  readonly root: string;
  shape(version: VersionRules): Shape;
  namespaces(version: VersionRules): readonly string[];
}

const DESCRIPTOR_OF: Readonly<Partial<Record<ResourceRole, Descriptor>>> = {
  webLink: { root: 'webLink', shape: webLinkShape, namespaces: (version) => [version.webLinkNamespace] },
  topic: { root: 'topic', shape: topicShape, namespaces: (version) => [version.topicNamespace] },
  basicLti: {
    root: 'cartridge_basiclti_link',
    shape: () => BASIC_LTI,
    namespaces: (version) => version.ltiNamespaces,
  },
  assignment: {
    root: 'assignment',
    shape: assignmentShape,
    namespaces: () => ['http://www.imsglobal.org/xsd/imscc_extensions/assignment'],
  },
};

/** Descriptors are small; a larger one is not one. */
const MAX_BYTES = 20 * 2 ** 20;

/** Checks the descriptor of a resource, if its role has one. Throws `PackageError` when it is not well-formed. */
export async function checkDescriptorFile(
  role: ResourceRole,
  path: string,
  version: VersionRules,
  source: PackageSource,
  report: ReportProblem,
  signal?: AbortSignal,
): Promise<void> {
  const descriptor = DESCRIPTOR_OF[role];
  if (descriptor === undefined) return;
  const root = parseXml(await source.read(path, MAX_BYTES, signal), path);
  const complain = complainAbout(report, path);
  const namespaces = descriptor.namespaces(version);
  if (root.name !== descriptor.root || !namespaces.includes(root.namespace)) {
    const expected = `<${descriptor.root}> of "${namespaces.join('" or "')}"`;
    complain(
      'descriptor_root',
      `the root is <${root.name}> of "${root.namespace}"; ${expected} is expected.`,
    );
    return;
  }
  checkShape(root, descriptor.shape(version), { report, path });
  if (role === 'basicLti') warnOfOptions(root, path, report);
}

function warnOfOptions(root: XmlElement, path: string, report: ReportProblem): void {
  const nested = elements(root, 'extensions').flatMap((platform) => elements(platform, LTI_OPTIONS));
  if (nested.length > 0)
    complainAbout(report, path).warn(
      'lti_options',
      'settings nest in <options>, which the schema does not know; Canvas reads them.',
    );
}
