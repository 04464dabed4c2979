/** One sentence for each kind of file: what it is for, as the code says itself where its table stands. */
import { readdirSync, readFileSync } from 'node:fs';
import { CANVAS_FOLDERS, CANVAS_PATHS } from '../../activities/formats/canvas/paths.js';

const TABLES = new URL('../../activities/formats/canvas/tables/', import.meta.url);

const OWN: readonly (readonly [file: string, title: string])[] = [
  ['imsmanifest.xml', 'What is in the package, and the order in which learners meet it.'],
  ['imsmanifest.xml: metadata of the cartridge', 'Learning object metadata (LOM) of the whole.'],
  ['imsmanifest.xml: metadata of an item', 'The same of an item of the organisation.'],
  [
    'imsmanifest.xml: metadata of a resource',
    'The same of a resource, with who it is for and the curriculum standards it is aligned to.',
  ],
  ['topic.xml', 'A discussion topic (`imsdt`).'],
  ['weblink.xml', 'A web link (`imswl`).'],
  ['basiclti.xml', 'A link to an external tool (`imsbasiclti`).'],
  ['assignment.xml', 'The assignment extension of version 1.3.'],
  ['assessment.xml', 'Tests and question banks in the Common Cartridge profile of QTI 1.2.'],
  [CANVAS_PATHS.syllabus, 'The text of the syllabus.'],
  [CANVAS_PATHS.pacePlans, 'The paces of a course in 2021. They are written as `course_paces.xml`.'],
  [`${CANVAS_FOLDERS.pages}/*.html`, 'A page, its settings in `meta` elements.'],
  ['topicMeta.xml', 'The settings of a discussion topic or announcement, beside its descriptor.'],
  [
    `${CANVAS_FOLDERS.assessments}/*.xml.qti`,
    "Quizzes and question banks, New Quizzes included, in Canvas's dialect of QTI 1.2.",
  ],
  [`${CANVAS_FOLDERS.resourceLinks}/*.xml`, 'An LTI resource link.'],
];

export function titlesOf(): ReadonlyMap<string, string> {
  return new Map([...tableTitles(), ...OWN]);
}

/** Tables open with `course_settings.xml: what it holds`. */
function tableTitles(): [string, string][] {
  const paths = Object.values(CANVAS_PATHS);
  return readdirSync(TABLES).flatMap((name): [string, string][] => {
    const text = readFileSync(new URL(name, TABLES), 'utf8');
    const [, file, title = ''] = /^\/\*\* ([\w.]+): (.*?)\.? ?\*\//.exec(text) ?? [];
    if (file === undefined) return [];
    const path = paths.find((one) => one.endsWith(`/${file}`)) ?? file;
    return [[path, `${title.charAt(0).toUpperCase()}${title.slice(1)}.`]];
  });
}
