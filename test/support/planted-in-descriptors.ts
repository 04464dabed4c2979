/** Errors to plant in the descriptors and pages of a small cartridge. */
import { MANIFEST, type Planted } from './planted-error.js';

export const PLANTED_IN_DESCRIPTORS: readonly Planted[] = [
  ['element_missing', 'lacks <text>', 'topic.xml', /<text .*<\/text>/, '', 'xsd'],
  [
    'attribute_value',
    '"text/markdown" instead of text/plain or text/html',
    'topic.xml',
    'text/html',
    'text/markdown',
    'xsd',
  ],
  ['descriptor_root', 'the root is <topic> of "urn:x"', 'topic.xml', /xmlns="[^"]*"/, 'xmlns="urn:x"', 'xsd'],
  ['link_target_missing', 'links to the file "sun.png"', 'topic.xml', 'moon.png?x', 'sun.png?x', 'ours'],
  ['element_missing', 'lacks <url>', 'link.xml', /<url .*\/>/, '', 'xsd'],
  ['attribute_unknown', 'an attribute "rel"', 'link.xml', 'target=', 'rel="x" target=', 'xsd'],
  ['element_missing', 'lacks <vendor>', 'tool.xml', /<blti:vendor>.*<\/blti:vendor>/, '', 'xsd'],
  [
    'element_order',
    'holds <custom> after <launch_url>',
    'tool.xml',
    /(<blti:custom>.*<\/blti:custom>)(.*<\/blti:launch_url>)/,
    '$2$1',
    'xsd',
  ],
  [
    'attribute_value',
    '"north sea", which is not an XML name',
    'tool.xml',
    'name="sea"',
    'name="north sea"',
    'xsd',
  ],
  ['text_value', 'is empty', 'tool.xml', 'https://example.org/launch', '', 'xsd'],
  [
    'link_target_missing',
    'links to the file "missing.png"',
    'pages/a b.html',
    '$IMS-CC-FILEBASE$/moon.png',
    '%24IMS-CC-FILEBASE%24/missing.png',
    'ours',
  ],
];

/** Only version 1.3 has assignments, variants and standards. */
export const PLANTED_IN_1_3: readonly Planted[] = [
  ['element_missing', 'lacks <instructor_text>', 'essay.xml', /<instructor_text[^>]*\/>/, '', 'xsd'],
  ['attribute_value', '"Tutor" instead of All', 'essay.xml', 'role="All"', 'role="Tutor"', 'xsd'],
  [
    'attribute_value',
    '"ten", which is not a number',
    'essay.xml',
    'points_possible="10"',
    'points_possible="ten"',
    'xsd',
  ],
  [
    'variant_missing',
    'is a variant of "nothing"',
    MANIFEST,
    'identifierref="essay"',
    'identifierref="nothing"',
    'ours',
  ],
  ['element_missing', 'lacks <GUID>', MANIFEST, '<csm:GUID>g</csm:GUID>', '', 'xsd'],
];

/** What version 1.4 took away again, and what it added. */
export const PLANTED_IN_1_4: readonly Planted[] = [
  [
    'element_unexpected',
    'holds <authorizations>',
    MANIFEST,
    '</manifest>',
    '<a:authorizations xmlns:a="urn:a" access="cartridge"/></manifest>',
    'ours',
  ],
  [
    'attribute_unknown',
    'an attribute "points_possible"',
    'essay.xml',
    '<gradable',
    '<gradable points_possible="1"',
    'ours',
  ],
  ['attribute_missing', 'lacks the attribute "identifier"', 'essay.xml', ' identifier="essay"', '', 'ours'],
  ['text_value', 'where a % does not start an escape', MANIFEST, 'case/1', 'case/1%', 'xsd'],
];
