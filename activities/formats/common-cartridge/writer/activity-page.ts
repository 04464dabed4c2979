/** Activities no cartridge can hold, as pages: what a learner reads is kept, what the system does with it is not. */
import { formatLink } from '../../../course/links.js';
import type { Activity } from '../../../course/model/activity.js';
import type { Reference } from '../../../course/model/common.js';
import { escapeText } from '../../xml/write.js';

type ActivityOf<Type extends Activity['type']> = Extract<Activity, { type: Type }>;

/** What a file is called. */
type TitleOf = (file: Reference) => string;

interface Rendering<Type extends Activity['type']> {
  /** The content behind the introduction, as HTML; empty when there is none. */
  body(activity: ActivityOf<Type>, titleOf: TitleOf): string;
  /** What a page cannot do. */
  readonly lost: string;
}

const RENDERINGS: { readonly [Type in Activity['type']]: Rendering<Type> } = {
  book: {
    body: ({ chapters }) =>
      chapters
        .filter(({ hidden }) => !hidden)
        .map(({ title, html, subchapter }) => section(title, html, subchapter ? 3 : 2))
        .join(''),
    lost: 'navigation by chapters and hidden chapters',
  },
  glossary: {
    body: ({ entries }, titleOf) =>
      list('dl', entries, ({ title, html, attachments = [] }) => {
        const files = attachments.map((file) => fileLink(file, titleOf(file))).join(' ');
        return `<dt>${escapeText(title)}</dt><dd>${html}${files}</dd>`;
      }),
    lost: 'entries as objects of their own, with keywords and categories',
  },
  wiki: {
    body: ({ pages }) => pages.map(({ title, html }) => section(title, html, 2)).join(''),
    lost: 'editing by learners',
  },
  lesson: {
    body: ({ pages }) =>
      pages
        .map(({ title, html, answers = [] }) =>
          section(title, html + items(answers, (answer) => answer.html), 2),
        )
        .join(''),
    lost: 'branching, scoring and responses to answers',
  },
  choice: {
    body: ({ options }) => items(options, ({ text }) => escapeText(text)),
    lost: 'voting',
  },
  survey: {
    body: (survey) => surveyItems(survey.items),
    lost: 'answering',
  },
  database: {
    body: ({ fields }) =>
      list('dl', fields, ({ name, description = '' }) => {
        return `<dt>${escapeText(name)}</dt><dd>${escapeText(description)}</dd>`;
      }),
    lost: 'entering and searching records, and their templates',
  },
  workshop: {
    body: ({ instructAuthors = '', instructReviewers = '', criteria }) =>
      [instructAuthors, instructReviewers, surveyItems(criteria)].join(''),
    lost: 'submitting, assessing and the phases',
  },
  scorm: { body: packageLink, lost: 'launching the package and its grade' },
  h5p: { body: packageLink, lost: 'running the interactive content' },
  imsPackage: { body: packageLink, lost: 'navigation inside the package' },
  epub: { body: packageLink, lost: 'reading the book in place' },
  chat: { body: () => '', lost: 'chatting' },
  folder: {
    body: ({ files }, titleOf) => items(files, (file) => fileLink(file, titleOf(file))),
    lost: 'the view as a folder',
  },
  unknown: { body: () => '', lost: 'all but its introduction' },
};

export interface ActivityPage {
  /** Introduction and content; empty when there is nothing to read. */
  readonly html: string;
  /** What the page cannot do, one phrase each. */
  readonly lost: readonly string[];
}

/** The page that stands for an activity; links in it are the model's. */
export function activityPage(activity: Activity, titleOf: TitleOf): ActivityPage {
  const { html = '' } = activity;
  const rendering = RENDERINGS[activity.type] as Rendering<Activity['type']>;
  return { html: html + rendering.body(activity, titleOf), lost: [rendering.lost] };
}

function packageLink({ package: file, title }: { package?: Reference | undefined; title: string }): string {
  return file === undefined ? '' : `<p>${fileLink(file, title)}</p>`;
}

function fileLink(file: Reference, text: string): string {
  return `<a href="${formatLink(file)}">${escapeText(text)}</a>`;
}

function section(title: string, html: string, level: 2 | 3): string {
  return `<h${level}>${escapeText(title)}</h${level}>${html}`;
}

function items<Item>(members: readonly Item[], render: (item: Item) => string): string {
  return list('ul', members, (member) => `<li>${render(member)}</li>`);
}

function list<Item>(element: 'dl' | 'ul', members: readonly Item[], render: (item: Item) => string): string {
  return members.length === 0 ? '' : `<${element}>${members.map(render).join('')}</${element}>`;
}

function surveyItems(members: ActivityOf<'survey'>['items']): string {
  return items(members, ({ label, html, choices = [] }) => {
    const name = label === undefined ? '' : `<strong>${escapeText(label)}</strong> `;
    return name + html + items(choices, escapeText);
  });
}
