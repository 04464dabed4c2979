/** What products are told by: files they write, namespaces they declare, first bytes of other kinds of file. */
import type { FormatId } from '../types.js';

/** Ends every refusal: what can be done. */
export const READABLE =
  'Cartwright imports Common Cartridges, Canvas course exports and packages of QTI 1.2 questions; export the course as one of these, and import that file.';

interface ProductFile {
  /** In lower case. */
  readonly name: string;
}

/** Files that only one product writes, looked for before the manifest. */
export const PRODUCT_FILES: readonly (ProductFile &
  ({ readonly format: FormatId; readonly version: string } | { readonly product: string }))[] = [
  { name: 'moodle_backup.xml', format: 'moodle', version: '2' },
  { name: 'moodle.xml', format: 'moodle', version: '1.9' },
  { name: '.bb-package-info', product: 'a Blackboard package' },
  { name: 'angeldata.xml', product: 'an ANGEL package' },
  { name: 'angelmanifest.xml', product: 'an ANGEL package' },
];

/** Namespaces that manifests of other products declare, whether or not they use them. */
export const PRODUCT_NAMESPACES: readonly { readonly namespace: RegExp; readonly product: string }[] = [
  { namespace: /www\.blackboard\.com\/content-packaging/i, product: 'a Blackboard package' },
  { namespace: /desire2learn\.com\/xsd/i, product: 'a Desire2Learn (Brightspace) package' },
  { namespace: /www\.webct\.com\/xsd\/cisv3/i, product: 'a WebCT Vista package' },
  { namespace: /www\.webct\.com\/IMS/i, product: 'a WebCT 4.1 package' },
  { namespace: /adlnet\.org\/xsd\/adl_cp_rootv1p1/i, product: 'a SCORM 1.1 package' },
  { namespace: /adlnet\.org\/xsd\/adlcp_rootv1p2/i, product: 'a SCORM 1.2 package' },
  { namespace: /adlnet\.org\/xsd\/adlcp_v1p3/i, product: 'a SCORM 2004 package' },
];

/** Types of resources that only other products write. */
export const PRODUCT_TYPES: readonly { readonly type: RegExp; readonly product: string }[] = [
  { type: /\/x-bb-/i, product: 'a Blackboard package' },
];

/** First bytes (Latin-1) of files that are surely no package. */
export const SIGNATURES: readonly {
  readonly at: number;
  readonly bytes: string;
  readonly product: string;
}[] = [
  { at: 0, bytes: '\x1f\x8b', product: 'a gzip archive' },
  { at: 257, bytes: 'ustar', product: 'a tar archive' },
  { at: 0, bytes: 'Rar!', product: 'a RAR archive' },
  { at: 0, bytes: "7z\xbc\xaf'", product: 'a 7-Zip archive' },
  { at: 0, bytes: '%PDF-', product: 'a PDF file' },
  { at: 0, bytes: '\xd0\xcf\x11\xe0', product: 'a Microsoft Office file' },
];
