/** What a file is that no resource of the manifest has claimed: Canvas reads some places whether they are named or not. */
import { CANVAS_FOLDERS, CANVAS_PATHS } from '../paths.js';
import type { CatalogueBuilder } from './catalogue-builder.js';

interface Place {
  readonly pattern: RegExp;
  claim(path: string, builder: CatalogueBuilder, match: RegExpExecArray): void;
}

const KNOWN_SETTINGS = new Set<string>(Object.values(CANVAS_PATHS));

const PLACES: readonly Place[] = [
  { pattern: new RegExp(`^${CANVAS_FOLDERS.settings}/`), claim: claimSettings },
  {
    pattern: new RegExp(`^${CANVAS_FOLDERS.pages}/.*\\.(x?html?|json)$`, 'i'),
    claim: (path, { pages, files, isPage }) => void (isPage(path) ? pages : files).push({ id: path, path }),
  },
  {
    pattern: new RegExp(`^${CANVAS_FOLDERS.assessments}/(.*?)(\\.xml)?(\\.qti)?$`),
    claim: (path, { banks }, [, id = path]) => void banks.push({ id, path }),
  },
  {
    pattern: new RegExp(`^${CANVAS_FOLDERS.resourceLinks}/(.*)\\.xml$`),
    claim: (path, { resourceLinks }, [, id = path]) => void resourceLinks.push({ id, path }),
  },
  {
    pattern: new RegExp(`^${CANVAS_FOLDERS.externalContent}/.*\\.json$`),
    claim: (path, { externalContent }) => void externalContent.push(path),
  },
  { pattern: /^([^/]+)\/assessment_meta\.xml$/, claim: claimQuiz },
  { pattern: /^([^/]+)\/assignment_settings\.xml$/, claim: claimAssignment },
  { pattern: /^([^/]+)\/[^/]+\.x?html?$/i, claim: claimText },
  { pattern: /^/, claim: claimOther },
];

/** Sorts a free file in. */
export function claimEntry(path: string, builder: CatalogueBuilder): void {
  if (!builder.take(path, path)) return;
  const place = PLACES.find(({ pattern }) => pattern.test(path));
  const match = place?.pattern.exec(path);
  if (place !== undefined && match) place.claim(path, builder, match);
}

function claimSettings(path: string, { unknownSettings }: CatalogueBuilder): void {
  if (!KNOWN_SETTINGS.has(path)) unknownSettings.push(path);
}

function claimQuiz(meta: string, builder: CatalogueBuilder, [, id = meta]: RegExpExecArray): void {
  const qti = builder.free(`${CANVAS_FOLDERS.assessments}/${id}.xml.qti`);
  const commonQti = builder.free(`${id}/assessment_qti.xml`);
  for (const path of [qti, commonQti]) if (path !== undefined) builder.take(path, id);
  if (builder.quizzes.has(id)) return;
  builder.quizzes.set(id, {
    id,
    meta,
    ...(qti === undefined ? {} : { qti }),
    ...(commonQti === undefined ? {} : { commonQti }),
  });
}

function claimAssignment(
  settings: string,
  builder: CatalogueBuilder,
  [, id = settings]: RegExpExecArray,
): void {
  const known = builder.assignments.get(id);
  if (known?.settings === undefined) builder.assignments.set(id, { ...known, id, settings });
}

/** The text of an assignment lies beside its settings. */
function claimText(html: string, builder: CatalogueBuilder, [, id = html]: RegExpExecArray): void {
  const assignment = builder.assignments.get(id);
  if (assignment === undefined || assignment.html !== undefined) claimOther(html, builder);
  else builder.assignments.set(id, { ...assignment, html });
}

function claimOther(path: string, { files, banks, quizzes, looseQuestions }: CatalogueBuilder): void {
  const kind = looseQuestions.get(path);
  if (kind === 'quiz') quizzes.set(path, { id: path, qti: path });
  else (kind === 'questionBank' ? banks : files).push({ id: path, path });
}
