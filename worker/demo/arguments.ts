/** What the demo is asked to do: `npm run demo -- [package] [--select ...] [--version 1.3] [--stay]`. */
import { parseArgs } from 'node:util';

export interface DemoArguments {
  /** A cartridge of the user's; without one the sample course is used. */
  readonly package?: string;
  /** The `copy` parameters. */
  readonly copy: Readonly<Record<string, unknown>>;
  readonly version: '1.1' | '1.3';
  /** Leave the servers running until Ctrl-C, to look around in the Temporal UI. */
  readonly stay: boolean;
  readonly help: boolean;
}

export const USAGE = `npm run demo -- [package] [options]

  package             a Common Cartridge or Canvas cartridge (.imscc, .zip or flat .xml);
                      without one, the sample course about tides
  --select WHAT       what to import: types, as "pages,quizzes", or "copy" parameters as JSON,
                      as '{"pages":{"id_r-why":"1"}}'; without it, everything
  --version VERSION   the Common Cartridge version to export: 1.1 (default) or 1.3
  --stay              keep the servers running at the end, until Ctrl-C
`;

/** Throws an `Error` whose message is for the user. */
export function readArguments(args: readonly string[]): DemoArguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      select: { type: 'string' },
      version: { type: 'string', default: '1.1' },
      stay: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const { version, stay, help, select } = values;
  if (version !== '1.1' && version !== '1.3') throw new Error('--version is 1.1 or 1.3.');
  if (positionals.length > 1) throw new Error('The demo takes one package.');
  const [path] = positionals;
  return {
    ...(path === undefined ? {} : { package: path }),
    copy: readSelection(select),
    version,
    stay,
    help,
  };
}

/** Names people use for types, as the API calls them. */
const TYPES: Readonly<Record<string, string>> = {
  modules: 'context_modules',
  banks: 'assessment_question_banks',
  discussions: 'discussion_topics',
  pages: 'wiki_pages',
  tools: 'context_external_tools',
  events: 'calendar_events',
  outcomes: 'learning_outcomes',
  files: 'attachments',
  settings: 'course_settings',
  syllabus: 'syllabus_body',
};

function readSelection(text: string | undefined): Record<string, unknown> {
  if (text === undefined) return { everything: true };
  if (text.trimStart().startsWith('{')) return readJson(text);
  const types = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return Object.fromEntries(types.map((name) => [`all_${TYPES[name] ?? name}`, true]));
}

function readJson(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    throw new Error(`--select is not valid JSON: ${error instanceof Error ? error.message : error}`);
  }
}
