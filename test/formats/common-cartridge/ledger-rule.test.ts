/** The ledger rule, tried on every element and attribute the schemas know, and on strangers among them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commonCartridgeReader } from '../../../activities/formats/common-cartridge/read.js';
import {
  ASSIGNMENT_DOCUMENT,
  LOM_PARTS,
  LTI_DOCUMENT,
  MANIFEST_DOCUMENT,
  STANDARDS,
  TOPIC_DOCUMENT,
  WEB_LINK_DOCUMENT,
} from '../../support/cartridge-documents.js';
import { HAS_SCHEMAS, SCHEMAS } from '../../support/cartridge-schemas.js';
import { type Allowed, allowed, everyElement, type Mark, namesIn } from '../../support/every-element.js';
import { packageOf } from '../../support/package-source.js';
import { type ReadPackage, readPackage } from '../../support/read-package.js';
import { content, item, manifestOf, resource, WEB_LINK } from './cartridge.js';

interface Kind {
  readonly document: Allowed;
  /** The files of a package with the document in it. */
  files(xml: string): Readonly<Record<string, string>>;
  /** Where the ledger tells of a path of the document: the type of the entry, and the phrase. */
  place(path: string): string;
}

/** What an element is called below another one. */
const below = (type: string, root: string) => (path: string) =>
  path.startsWith(root) ? `${type}: ${path.slice(root.length)}` : `${type}: `;

const FILES = { 'f.pdf': '', 'own-attachment.png': '', 'icon.png': '', 'w.xml': WEB_LINK };

const descriptor = (type: string, document: Allowed): Kind => ({
  document,
  files: (xml) => ({
    'imsmanifest.xml': manifestOf({
      resources:
        resource('r', type, 'r.xml') + content('f', 'own-attachment.png') + content('own-icon', 'icon.png'),
    }),
    'r.xml': xml,
    ...FILES,
  }),
  place: below('resource', `${document.name}/`),
});

const inline = (type: string, document: Allowed): Kind => ({
  ...descriptor(type, document),
  files: (xml) => ({
    'imsmanifest.xml': manifestOf({
      resources:
        `<resource identifier="r" type="${type}">${xml}</resource>` +
        content('f', 'own-attachment.png') +
        content('own-icon', 'icon.png'),
    }),
    ...FILES,
  }),
});

const SHOWN = resource('w', 'imswl_xmlv1p3', 'w.xml');

/** Where metadata may stand: the manifest around it, and where the ledger tells of it. */
const PLACES_OF_METADATA: Readonly<
  Record<string, readonly [manifest: (metadata: string) => string, place: string]>
> = {
  'the manifest': [(xml) => manifestOf({ lom: xml.replace(/^<metadata>|<\/metadata>$/g, '') }), 'manifest: '],
  'the organisation': [
    (xml) => manifestOf({ items: '' }).replace('</organization>', `${xml}</organization>`),
    'manifest: organization/metadata/',
  ],
  'the root item': [(xml) => manifestOf({ items: xml }), 'manifest: organization/item/metadata/'],
  'a module': [(xml) => manifestOf({ items: item('m', 'M', undefined, xml) }), 'item: metadata/'],
  'an item': [
    (xml) => manifestOf({ items: item('m', 'M', undefined, item('i', 'I', 'w', xml)), resources: SHOWN }),
    'item: metadata/',
  ],
  'a resource': [(xml) => manifestOf({ resources: content('f', 'f.pdf', xml) }), 'resource: metadata/'],
  'a second resource of the same file': [
    (xml) => manifestOf({ resources: content('f', 'f.pdf') + content('g', 'f.pdf', xml) }),
    'resource: metadata/',
  ],
};

const METADATA = LOM_PARTS.map((part) => [part.name, allowed('lom', {}, part)] as const);

const describing = [...METADATA, [STANDARDS.name, STANDARDS] as const].flatMap(([name, document]) =>
  Object.entries(PLACES_OF_METADATA).map(([where, [manifest, start]]) => {
    const kind: Kind = {
      document,
      files: (xml) => ({ 'imsmanifest.xml': manifest(`<metadata>${xml}</metadata>`), ...FILES }),
      place: (path) => `${start}${path}`,
    };
    return [`${name} of ${where}`, kind] as const;
  }),
);

const PLACES_OF_MANIFEST: readonly (readonly [root: string, place: string])[] = [
  ['manifest/organizations/organization/item/item/item/', 'item: '],
  ['manifest/organizations/organization/item/item/', 'item: '],
  ['manifest/organizations/organization/', 'manifest: organization/'],
  ['manifest/organizations/', 'manifest: organizations/'],
  ['manifest/resources/resource/', 'resource: '],
  ['manifest/resources/', 'manifest: resources/'],
  ['manifest/metadata/', 'manifest: '],
  ['manifest/', 'manifest: '],
];

const MANIFEST: Kind = {
  document: MANIFEST_DOCUMENT,
  files: (xml) => ({
    'imsmanifest.xml': xml,
    'own/page.html': '<p>Page</p>',
  }),
  place: (path) => {
    const [root = '', place = ''] = PLACES_OF_MANIFEST.find(([start]) => path.startsWith(start)) ?? [];
    return `${place}${path.slice(root.length)}`;
  },
};

const KINDS: readonly (readonly [string, Kind])[] = [
  ['a manifest', MANIFEST],
  ['a topic', descriptor('imsdt_xmlv1p4', TOPIC_DOCUMENT)],
  ['a web link', descriptor('imswl_xmlv1p4', WEB_LINK_DOCUMENT)],
  ['an LTI link', descriptor('imsbasiclti_xmlv1p4', LTI_DOCUMENT)],
  ['an assignment', descriptor('assignment_xmlv1p0', ASSIGNMENT_DOCUMENT)],
  ['a topic in a flat cartridge', inline('imsdt_xmlv1p4', TOPIC_DOCUMENT)],
  ['a web link in a flat cartridge', inline('imswl_xmlv1p4', WEB_LINK_DOCUMENT)],
  ['an LTI link in a flat cartridge', inline('imsbasiclti_xmlv1p4', LTI_DOCUMENT)],
  ['an assignment in a flat cartridge', inline('assignment_xmlv1p0', ASSIGNMENT_DOCUMENT)],
  ...describing,
];

/** Marks whose value is in no record, and that no entry of the ledger names, by themselves or by what is around them. */
function dropped(
  { records, entries, notices }: ReadPackage,
  marks: readonly Mark[],
  place: Kind['place'],
): string[] {
  const kept = JSON.stringify(records);
  const told = JSON.stringify([entries.map(({ lost, message }) => [lost, message]), notices]);
  const named = new Set(
    entries.flatMap(({ type, lost = [] }) => lost.map((phrase) => `${type}: ${phrase.split(' "')[0]}`)),
  );
  const isNamed = (path: string) =>
    path.split('/').some((_, at, steps) => named.has(steps.slice(0, at + 1).join('/')));
  return marks
    .filter(({ path, value }) => !kept.includes(value) && !told.includes(value) && !isNamed(place(path)))
    .map(({ path, value }) => `${path} "${value}"`);
}

const reading = ({ files }: Kind, xml: string) => readPackage(commonCartridgeReader, packageOf(files(xml)));

/** The schemas of Common Cartridge but that of questions, which the tests of QTI hold. */
const SCHEMA_FILES = HAS_SCHEMAS
  ? ['cc10', 'cc11', 'cc12', 'cc13', 'cc14'].flatMap((folder) =>
      readdirSync(join(SCHEMAS, folder), { recursive: true, encoding: 'utf8' })
        .filter(
          (name) => name.endsWith('.xsd') && !/qti|xml\.xsd|libxml2|definition|domainProfile_4/.test(name),
        )
        .map((name) => join(folder, name)),
    )
  : [];

/** The names that a schema declares, or takes from another one. */
function declaredNames(file: string): string[] {
  const text = readFileSync(join(SCHEMAS, file), 'utf8').replace(/<!--[\s\S]*?-->/g, '');
  const declared = text.matchAll(
    /<xs:(?:element|attribute)\s[^>]*?\b(?:name|ref)\s*=\s*"(?:\w+:)?([\w.-]+)"/g,
  );
  return [...new Set([...declared].flatMap(([, name]) => name ?? []))];
}

/** What reading gives, for telling two readings apart. */
const outcome = ({ records, entries, notices }: ReadPackage) => JSON.stringify([records, entries, notices]);

/** Names of the schemas that stand in no cartridge: roots of their own, and extensions that nobody was seen to use. */
const ELSEWHERE = new Set([
  ...['basic_lti_link', 'lti_tool_locator', 'tool_settings', 'tool_info', 'technical_description'],
  ...['deployment_url', 'ipointer', 'lingualTitle'],
]);

if (HAS_SCHEMAS)
  describe('the documents of the ledger rule', () => {
    it.each(SCHEMA_FILES)('hold every element and attribute of %s', (file) => {
      const documents = [
        MANIFEST_DOCUMENT,
        TOPIC_DOCUMENT,
        WEB_LINK_DOCUMENT,
        LTI_DOCUMENT,
        ASSIGNMENT_DOCUMENT,
      ];
      const names = new Set([...documents, ...LOM_PARTS, STANDARDS, allowed('lom')].flatMap(namesIn));
      expect(declaredNames(file).filter((name) => !names.has(name) && !ELSEWHERE.has(name))).toEqual([]);
    });
  });

describe.each(KINDS)('the ledger rule: %s', (_, kind) => {
  const { document, place } = kind;

  it('keeps or names every element and attribute, and strangers among them', async () => {
    const { xml, marks } = everyElement(document);
    expect(dropped(await reading(kind, xml), marks, place)).toEqual([]);
  });

  it('keeps or names what stands there twice', async () => {
    const { xml, marks } = everyElement(document, { twice: true });
    expect(dropped(await reading(kind, xml), marks, place)).toEqual([]);
  });

  it('tells the values of every choice apart', async () => {
    const { xml, others } = everyElement(document);
    const first = outcome(await reading(kind, xml));
    const same: string[] = [];
    for (const other of others) if (outcome(await reading(kind, other.xml)) === first) same.push(other.path);
    expect(same).toEqual([]);
  });
});
