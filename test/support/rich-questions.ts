/** Questions of every interaction with every field they may have, for the quizzes and banks of rich courses. */
import fc from 'fast-check';
import type { CourseRecord } from '../../activities/course/collections.js';
import type { Reference } from '../../activities/course/model/common.js';
import { type Interaction, type QuestionOf, question } from '../../activities/course/model/question.js';
import { CANVAS_INTERACTIONS, questionArbitrary } from '../formats/qti12/arbitraries.js';
import { INTERACTIONS, record } from './courses.js';
import { arbitraryOf } from './model-arbitrary.js';
import { RICH_FIELDS } from './rich-fields.js';

type Fields = Record<string, unknown>;

function schemaOf(interaction: Interaction) {
  const schema = question.options.find(({ shape }) => shape.interaction.value === interaction);
  if (schema === undefined) throw new Error(`The model has no interaction "${interaction}".`);
  return schema;
}

/** Any value for every field; ids inside do not fit together, but for those of blanks and of what is chosen there. */
function anyFields(interaction: Interaction): fc.Arbitrary<Fields> {
  const fields = arbitraryOf(schemaOf(interaction), 'question', RICH_FIELDS) as fc.Arbitrary<Fields>;
  return interaction === 'cloze' ? fields.map(withNamedParts) : fields;
}

function withNamedParts(fields: Fields): Fields {
  const parts = numbered(fields.parts as readonly Fields[]);
  return {
    ...fields,
    parts: parts.map(({ choices, ...part }) =>
      choices === undefined ? part : { ...part, choices: numbered(choices as readonly Fields[]) },
    ),
  };
}

/** No two with the same id. */
function numbered(named: readonly Fields[]): Fields[] {
  return named.map((one, at) => ({ ...one, id: `${one.id} ${at + 1}` }));
}

const CONSISTENT = new Set<Interaction>(CANVAS_INTERACTIONS);

/**
 * What a question asks fits together where Canvas has the interaction; what it has beside that, and the interactions
 * Canvas does not have, may hold anything.
 */
function fieldsOf(interaction: Interaction): fc.Arbitrary<Fields> {
  const any = anyFields(interaction);
  if (!CONSISTENT.has(interaction)) return any;
  const asked = questionArbitrary(interaction as (typeof CANVAS_INTERACTIONS)[number]);
  return fc.tuple(any, asked).map(([fields, known]) => {
    const { stimulus, bankQuestion, extensions, ...own } = known;
    return withShares({ ...fields, ...own });
  });
}

type Premise = QuestionOf<'matching'>['premises'][number];
type Target = QuestionOf<'matching'>['targets'][number];

/** Matching questions of other systems: left sides that count differently, right sides with feedback. */
function withShares(fields: Fields): Fields {
  if (fields.interaction !== 'matching' || fields.shuffle !== true) return fields;
  const { premises, targets } = fields as { premises: readonly Premise[]; targets: readonly Target[] };
  return {
    ...fields,
    premises: premises.map((premise) =>
      premise.match === undefined ? premise : { ...premise, weight: 12.5 },
    ),
    targets: targets.map((target) => ({ ...target, feedback: '<p>Not quite</p>' })),
  };
}

const anyQuestion = fc.constantFrom(...INTERACTIONS).chain(fieldsOf);

/** Questions of an owner, numbered: `quiz-1-question-1` and so on. */
export function questionsOf(owner: Reference): fc.Arbitrary<CourseRecord[]> {
  return fc.array(anyQuestion, { minLength: 2, maxLength: 4 }).map((drawn) =>
    drawn.map((fields, at) =>
      record('questions', {
        ...fields,
        migrationId: `${owner.migrationId}-question-${at + 1}`,
        owner,
        position: at + 1,
      } as never),
    ),
  );
}
