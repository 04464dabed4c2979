/** What the files of an assignment say of it: Canvas's settings, a descriptor of CC 1.3, a page of its text. */
import type { Assignment } from '../../../course/model/assignment.js';
import { readAssignmentDescriptor } from '../../common-cartridge/descriptors/assignment.js';
import { lostOf } from '../../common-cartridge/manifest/lost.js';
import {
  attachmentFields,
  findAttachments,
  lostAttachments,
} from '../../common-cartridge/resources/attachments.js';
import { saidOtherwise } from '../../said-twice.js';
import type { PackageEntry } from '../../types.js';
import { elements, type XmlElement } from '../../xml/tree.js';
import { saidByCanvas } from '../records/assignment.js';
import { readHtmlPage } from '../records/html-page.js';
import { withoutHoles } from '../records/read-record.js';
import { checkRoot, type LinkScope, linksOf, orFailed, type Reading, readText, readTree } from './reading.js';

type Fields = Partial<Assignment>;

interface Read {
  /** What of the file did not become part of the assignment. */
  readonly lost: readonly string[];
  /** The links of its texts, but for that of the assignment. */
  readonly scope: LinkScope;
}

/** A text of the assignment, in the model's HTML. */
export interface Text {
  readonly html: string;
  readonly scope: LinkScope;
}

export interface SettingsFile extends Read {
  readonly fields: Fields;
}

export interface DescriptorFile extends Read {
  /** In the words of the standard. */
  readonly standard: Fields;
  readonly gradable?: boolean;
  /** In Canvas's words, among the extensions. */
  readonly canvas: Fields;
  readonly text: Text | undefined;
  /** Attached files that are part of other objects. */
  readonly copies: readonly PackageEntry[];
}

export interface PageFile {
  readonly title: string | undefined;
  readonly text: Text;
  readonly lost: readonly string[];
}

/** Reads assignment_settings.xml of the assignment `id`. */
export async function readSettings(
  reading: Reading,
  path: string | undefined,
  id: string,
): Promise<SettingsFile | undefined> {
  return await readFile(reading, path, (element, scope) => {
    const fields = saidByCanvas(element, scope, id);
    return { fields, scope, lost: lostOf(element) };
  });
}

/** Reads an `assignment` of the extension's namespace with the Canvas element that its `extensions` may hold. */
export async function readDescriptor(
  reading: Reading,
  path: string | undefined,
  id: string,
): Promise<DescriptorFile | undefined> {
  const { linkReader: links, targets } = reading;
  return await readFile(reading, path, (element, scope) => {
    const descriptor = readAssignmentDescriptor(element);
    const { title, text, instructorText, gradable, pointsPossible, submissionTypes } = descriptor;
    const attachments = findAttachments(descriptor.attachments, scope.path, { links, targets });
    const [canvas] = descriptor.extensions.flatMap((extension) => elements(extension, 'assignment'));
    const standard = withoutHoles({
      title,
      instructorHtml: instructorText?.html ? scope.rewriteHtml(instructorText.html) : undefined,
      gradingType: gradable === false ? ('notGraded' as const) : undefined,
      pointsPossible,
      submissionTypes: submissionTypes === undefined ? undefined : [...submissionTypes],
      ...attachmentFields(attachments),
    });
    return {
      standard,
      ...(gradable === undefined ? {} : { gradable }),
      canvas: canvas === undefined ? {} : saidByCanvas(canvas, scope, id),
      copies: attachments.copies,
      text: text === undefined ? undefined : textOf(reading, scope.path, text.html),
      scope,
      lost: [
        ...saidOtherwise('@identifier', descriptor.identifier, [id]),
        ...lostOf(element),
        ...lostAttachments(attachments),
      ],
    };
  });
}

async function readFile<File>(
  reading: Reading,
  path: string | undefined,
  read: (element: XmlElement, scope: LinkScope) => File,
): Promise<File | undefined> {
  const element = await readTree(reading, path);
  if (element === undefined || path === undefined) return undefined;
  return await orFailed(reading, path, async () => {
    checkRoot(element, 'assignment', path);
    return read(element, linksOf(reading, path));
  });
}

/** Canvas calls the page of an assignment `Assignment: <title>`. */
export async function readPage(reading: Reading, path: string | undefined): Promise<PageFile | undefined> {
  const file = await readText(reading, path);
  if (file === undefined || path === undefined) return undefined;
  const { title, body, lost } = readHtmlPage(file);
  return { title: title?.replace(/^Assignment: /, '').trim(), text: textOf(reading, path, body), lost };
}

function textOf(reading: Reading, path: string, html: string): Text {
  const scope = linksOf(reading, path);
  return { html: scope.rewriteHtml(html), scope };
}
