/** Small Canvas cartridges for tests: a manifest around the given resources, and the given files. */
import type { PackageSource } from '../../../activities/formats/types.js';
import { packageOf } from '../../support/package-source.js';

export interface CartridgeParts {
  /** `resource` elements. */
  readonly resources?: string;
  /** `item` elements of the organisation, below the root item. */
  readonly items?: string;
  readonly files?: Readonly<Record<string, string>>;
}

const LOR = 'associatedcontent/imscc_xmlv1p1/learning-application-resource';

export function cartridge({ resources = '', items = '', files = {} }: CartridgeParts): PackageSource {
  const manifest = `<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1">
    <metadata><schema>IMS Common Cartridge</schema><schemaversion>1.1.0</schemaversion></metadata>
    <organizations><organization identifier="org_1" structure="rooted-hierarchy">
      <item identifier="LearningModules">${items}</item>
    </organization></organizations>
    <resources>${resources}</resources>
  </manifest>`;
  return packageOf({ 'imsmanifest.xml': manifest, 'course_settings/canvas_export.txt': '', ...files });
}

/** A resource of web content or, with `href`s that are settings, of associated content. */
export function resource(identifier: string, ...paths: readonly string[]): string {
  const isContent = paths.every((path) => /^(web_resources|wiki_content)\//.test(path));
  return typed(isContent ? 'webcontent' : LOR, identifier, paths, paths[0]);
}

export function typed(
  type: string,
  identifier: string,
  paths: readonly string[],
  href?: string,
  more = '',
): string {
  const files = paths.map((path) => `<file href="${path}"/>`).join('');
  const main = href === undefined ? '' : ` href="${href}"`;
  return `<resource identifier="${identifier}" type="${type}"${main}>${files}${more}</resource>`;
}

export const dependsOn = (identifier: string): string => `<dependency identifierref="${identifier}"/>`;

/** A settings file: a root element of the Canvas namespace. */
export function settings(root: string, content: string, attributes = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
    <${root} ${attributes} xmlns="http://canvas.instructure.com/xsd/cccv1p0">${content}</${root}>`;
}

export function page(title: string, body: string, meta: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries(meta).map(([name, content]) => `<meta name="${name}" content="${content}"/>`);
  return `<html>\n<head>\n<title>${title}</title>\n${lines.join('\n')}\n</head>\n<body>\n${body}\n</body>\n</html>`;
}

export const TYPES = {
  topic: 'imsdt_xmlv1p1',
  quiz: 'imsqti_xmlv1p2/imscc_xmlv1p1/assessment',
  bank: 'imsqti_xmlv1p2/imscc_xmlv1p1/question-bank',
  link: 'imswl_xmlv1p1',
  tool: 'imsbasiclti_xmlv1p0',
} as const;

export function topic(title: string, text = ''): string {
  return `<topic><title>${title}</title><text>${text}</text></topic>`;
}

export function qti(ident: string, items: string): string {
  return `<questestinterop><assessment ident="${ident}" title="From QTI"><section ident="root_section">${items}</section></assessment></questestinterop>`;
}

export function bank(ident: string, items: string): string {
  return `<questestinterop><objectbank ident="${ident}"><qtimetadata>${field('bank_title', 'Bank')}</qtimetadata>${items}</objectbank></questestinterop>`;
}

export function essay(ident: string): string {
  return `<item ident="${ident}" title="Q">
    <itemmetadata><qtimetadata>${field('question_type', 'essay_question')}</qtimetadata></itemmetadata>
    <presentation><material><mattext texttype="text/html">Why?</mattext></material>
      <response_str ident="response1" rcardinality="Single"><render_fib/></response_str></presentation>
  </item>`;
}

function field(label: string, entry: string): string {
  return `<qtimetadatafield><fieldlabel>${label}</fieldlabel><fieldentry>${entry}</fieldentry></qtimetadatafield>`;
}
