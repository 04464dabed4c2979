/** Every element and attribute that the schemas of Common Cartridge 1.0 to 1.4 allow, by kind of document. */
import { type Allowed, allowed, either, idle, OWN } from './every-element.js';

const VOCABULARY = idle('LOMv1.0', 'It is the vocabulary all values of LOM are from.');

const text = (name: string) => allowed(name, {}, OWN);
const strings = (name: string) => allowed(name, {}, allowed('string', { language: OWN }, OWN));
const word = (name: string) => allowed(name, {}, allowed('source', {}, VOCABULARY), text('value'));
const foreignWord = (name: string) => allowed(name, {}, text('source'), text('value'));
const identifier = allowed('identifier', {}, text('catalog'), text('entry'));
const date = allowed('date', {}, text('dateTime'), strings('description'));
const duration = (name: string) => allowed(name, {}, text('duration'), strings('description'));
const contribute = allowed('contribute', {}, word('role'), text('entity'), date);
const userRole = (value: string) =>
  allowed(
    'intendedEndUserRole',
    {},
    allowed('source', {}, idle('IMSGLC_CC_Rolesv1p2', 'It is the vocabulary roles are from.')),
    allowed('value', {}, value),
  );

/** The parts of LOM (ccv1p3_lommanifest_v1p0.xsd, which allows what all the others do). */
export const LOM_PARTS: readonly Allowed[] = [
  allowed(
    'general',
    {},
    identifier,
    strings('title'),
    text('language'),
    strings('description'),
    strings('keyword'),
    strings('coverage'),
    word('structure'),
    word('aggregationLevel'),
  ),
  allowed('lifeCycle', {}, strings('version'), word('status'), contribute),
  allowed(
    'metaMetadata',
    {},
    identifier,
    contribute,
    text('metadataSchema'),
    text('metadataschema'),
    text('language'),
  ),
  allowed(
    'technical',
    {},
    text('format'),
    text('size'),
    text('location'),
    allowed(
      'requirement',
      {},
      allowed('orComposite', {}, word('type'), word('name'), text('minimumVersion'), text('maximumVersion')),
    ),
    strings('installationRemarks'),
    strings('otherPlatformRequirements'),
    duration('duration'),
  ),
  allowed(
    'educational',
    {},
    word('interactivityType'),
    word('learningResourceType'),
    word('interactivityLevel'),
    word('semanticDensity'),
    userRole('Learner'),
    foreignWord('intendedEndUserRole'),
    word('context'),
    strings('typicalAgeRange'),
    word('difficulty'),
    duration('typicalLearningTime'),
    strings('description'),
    text('language'),
  ),
  allowed('rights', {}, word('cost'), word('copyrightAndOtherRestrictions'), strings('description')),
  allowed('relation', {}, word('kind'), allowed('resource', {}, identifier, strings('description'))),
  allowed('annotation', {}, text('entity'), date, strings('description')),
  allowed(
    'classification',
    {},
    word('purpose'),
    allowed('taxonPath', {}, strings('source'), allowed('taxon', {}, text('id'), strings('entry'))),
    strings('description'),
    strings('keyword'),
  ),
];

/** Curriculum standards (ccv1p4_imscsmd_v1p1.xsd). */
export const STANDARDS = allowed(
  'curriculumStandardsMetadataSet',
  { resourceLabel: OWN, resourcePartId: OWN },
  allowed(
    'curriculumStandardsMetadata',
    { providerId: OWN },
    allowed(
      'setOfGUIDs',
      { region: OWN, version: OWN },
      allowed('labelledGUID', {}, text('label'), text('caseItemURI'), text('GUID')),
    ),
  ),
);

/** Who may use a cartridge (ccv1p4_imsccauth_v1p4.xsd). */
export const AUTHORIZATIONS = allowed(
  'authorizations',
  { access: either('cartridge', 'resource'), import: either('true', 'false') },
  allowed('authorization', {}, text('cartridgeId'), text('webservice')),
);

const texttype = either('text/plain', 'text/html');
/** Extensions of 1.4 (ccv1p4_sharedextensions.xsd). */
const extensions = allowed('extensions', { platform: OWN }, allowed('property', { name: OWN }, OWN));

/** A discussion topic (ccv1p4_imsdt_v1p4.xsd). */
export const TOPIC_DOCUMENT = allowed(
  'topic',
  {},
  text('title'),
  allowed('text', { texttype }, OWN),
  allowed(
    'attachments',
    {},
    allowed('attachment', { href: 'own-attachment.png' }),
    allowed('attachment', { href: 'none.png' }),
  ),
  extensions,
);

/** A web link (ccv1p4_imswl_v1p4.xsd). */
export const WEB_LINK_DOCUMENT = allowed(
  'webLink',
  {},
  text('title'),
  allowed('url', { href: 'https://example.org/own', target: OWN, windowFeatures: OWN }),
  extensions,
);

const icon = (name: string) => allowed(name, { key: OWN, platform: OWN, style: OWN }, OWN);
const localized = (name: string) => allowed(name, { key: OWN }, OWN);
const property = allowed('property', { name: OWN }, OWN);
/** Not of the schema: Canvas writes it. */
const options = allowed('options', { name: OWN }, property);

/** An LTI link (imslticc_v1p3.xsd and the three it imports; its LOM is ccv1p3_lomccltilink_v1p0.xsd). */
export const LTI_DOCUMENT = allowed(
  'cartridge_basiclti_link',
  {},
  text('title'),
  text('description'),
  allowed('custom', {}, property, options),
  allowed('extensions', { platform: OWN }, property, options),
  text('launch_url'),
  text('secure_launch_url'),
  icon('icon'),
  icon('secure_icon'),
  allowed(
    'vendor',
    {},
    text('code'),
    localized('name'),
    localized('description'),
    text('url'),
    allowed('contact', {}, text('email')),
  ),
  allowed('cartridge_bundle', { identifierref: OWN }, OWN),
  allowed('cartridge_icon', { identifierref: 'own-icon' }, OWN),
  allowed(
    'metadata',
    {},
    allowed(
      'lom',
      {},
      allowed('general', {}, strings('keyword')),
      allowed('educational', {}, userRole('Mentor')),
    ),
    STANDARDS,
  ),
);

/** An assignment (assignment_v1p0.xsd and its copy of 1.4). */
export const ASSIGNMENT_DOCUMENT = allowed(
  'assignment',
  { identifier: idle('own-id', 'An assignment goes by the identifier of its resource.') },
  text('title'),
  allowed('text', { texttype }, OWN),
  allowed('instructor_text', { texttype: idle('text/html', 'As of the text.') }, OWN),
  allowed(
    'attachments',
    {},
    allowed('attachment', { href: 'own-attachment.png', role: OWN }),
    allowed('attachment', { href: 'none.png', role: OWN }),
  ),
  allowed('gradable', { points_possible: '12.25' }, either('true', 'false')),
  allowed(
    'submission_formats',
    {},
    allowed('format', { type: either('url', 'file') }),
    allowed('format', { type: OWN }),
  ),
  allowed('extensions', { platform: OWN }, allowed('y', {}, OWN)),
);

const lom = (...parts: readonly Allowed[]) => allowed('metadata', {}, allowed('lom', {}, ...parts));
const aboutKeyword = lom(allowed('general', {}, strings('keyword')));

/** A manifest, with what 1.0 took over from IMS Content Packaging 1.2 and later profiles took away again. */
export const MANIFEST_DOCUMENT = allowed(
  'manifest',
  { identifier: 'own-manifest', version: OWN, 'xml:base': idle('', 'It is applied to addresses.') },
  allowed(
    'metadata',
    {},
    allowed('schema', {}, idle('IMS Common Cartridge', 'It tells what format this is.')),
    allowed('schemaversion', {}, idle('1.4.0', 'As the schema.')),
    allowed('lom', {}, allowed('general', {}, strings('title'))),
  ),
  allowed(
    'organizations',
    { default: idle('O', 'There is one organisation.') },
    allowed(
      'organization',
      {
        identifier: idle('O', 'Nothing refers to an organisation.'),
        structure: idle('rooted-hierarchy', 'It is the only structure.'),
      },
      text('title'),
      allowed(
        'item',
        { identifier: idle('root', 'Nothing refers to the root.') },
        allowed(
          'item',
          { identifier: 'own-module', isvisible: either('true', 'false'), parameters: OWN },
          text('title'),
          allowed(
            'item',
            { identifier: 'own-item', identifierref: 'own-resource' },
            text('title'),
            aboutKeyword,
          ),
          aboutKeyword,
        ),
        aboutKeyword,
      ),
      aboutKeyword,
    ),
  ),
  allowed(
    'resources',
    { 'xml:base': idle('', 'It is applied to addresses.') },
    allowed(
      'resource',
      {
        identifier: 'own-resource',
        type: idle('webcontent', 'It tells what object it becomes.'),
        href: 'own/page.html',
        intendeduse: either('unspecified', 'lessonplan'),
        protected: either('true', 'false'),
        'xml:base': idle('', 'It is applied to addresses.'),
      },
      allowed(
        'metadata',
        {},
        text('schema'),
        text('schemaversion'),
        allowed('lom', {}, allowed('general', {}, strings('keyword'))),
      ),
      allowed('file', { href: 'own/page.html' }, aboutKeyword),
      allowed('dependency', { identifierref: 'own-dependency' }),
      allowed(
        'variant',
        { identifier: idle('V', 'Nothing refers to a variant.'), identifierref: 'own-variant' },
        aboutKeyword,
      ),
    ),
  ),
  AUTHORIZATIONS,
  allowed('manifest', { identifier: OWN }),
);
