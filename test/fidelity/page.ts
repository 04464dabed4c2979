/** Puts docs/fidelity/common-cartridge.md together. */
import { fileURLToPath } from 'node:url';
import { canvasOnlyPage, codesPage, lostFieldsPage, notTakenPage } from './exports-page.js';
import { filesPage, summary } from './files-page.js';
import { lossesPage } from './losses-page.js';
import { questionsPage } from './questions-page.js';
import type { Row } from './rows.js';
import { titlesOf } from './titles.js';

export const PAGE = fileURLToPath(new URL('../../docs/fidelity/common-cartridge.md', import.meta.url));

const OPENING = `# What survives: Common Cartridge and Canvas

Every element of a cartridge, what a course holds of it after an import, and whether an export writes it again.

This page is generated (\`npm run fidelity\`), and a test fails when it is not current. Nothing in its tables is typed by hand:
packages are read once as they are, once without an element and once with another value in it, and what differs in the
course is where the element lands. What exports hold is found in exports of courses with every field of the model set.

- **In the course**: the fields of [the course model](../course-model.md) that hold it. *Kept word for word*: the model
  has no place for it, so its text is stored under \`extensions\` and written again. *Not held*: the ledger of the import
  says so, with the code in brackets. *Adds nothing*: the course is the same without it, because it only repeats what is
  said elsewhere or is form, such as the identifiers that hold a file together.
- **1.1**, **1.3**: whether exports in that version hold the element.
- **Reasons**: numbers of [the table of losses](#why).

Names of elements are local names, attributes begin with \`@\`. Elements that nest in themselves are named once. The reader
takes the versions 1.0 to 1.4, thin and flat ones included, by the same names.

Two things no table shows. Files of the course are copied byte for byte, so addresses inside of style sheets, scripts and
HTML that is no page stay as they are; relative ones lead on to where they led, because files keep their places to each
other below \`web_resources\`. That is not so for a file whose path had to change (it is unsafe, too long, or that of
another file), for one that leads to a page, and between the \`web_resources\` of a Canvas cartridge and files beside it.
And the organisation lists modules and items that are not published, as Canvas's own exports do: the standard has no word
for it, so a system that does not read \`module_meta.xml\` shows them; the issues of the export say how many there are.`;

export async function fidelityPage(rows: readonly Row[]): Promise<string> {
  const parts = [
    OPENING,
    '## At a glance',
    summary(rows),
    '## Questions',
    await questionsPage(),
    '## The files',
    filesPage(rows, titlesOf()),
    '## What an export leaves out',
    'By field, what the ledgers of exports said of objects that had every field set:',
    await lostFieldsPage(),
    '### Why',
    'The same table drives the round trip test: a course that is exported and imported again differs in nothing else.',
    lossesPage(),
    "### What stands in Canvas's files only",
    "An importer that reads Canvas's files gets all of this back, one that reads plain Common Cartridges does not. The ledger of an export tells it in one notice for each sort (quizzes, rubrics, learning outcomes, events and so on), with a count and the first three names, however many there are; every notice is an issue of the job.",
    await canvasOnlyPage(),
    "### What Canvas's importer does not take",
    'Cartwright reads all of this again, and Canvas cuts it or leaves it out. The ledger of an export tells it in the same way:',
    notTakenPage(),
    '### Objects that become something else',
    'What the ledger of an export says of an object as a whole:',
    await codesPage(),
  ];
  return `${parts.join('\n\n')}\n`;
}
