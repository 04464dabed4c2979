/** grading_standards.xml: the names of grades and the shares that earn them. */
import type { GradingStandard } from '../../../course/model/assignment.js';
import { boolean, type Codec, number, text } from '../fields/codec.js';
import { type Table, withOthers } from '../fields/field.js';
import { attributeValue, value } from '../fields/value.js';

type Grades = GradingStandard['grades'];

/** `[["A",0.9],["B",0.8]]`, highest first. */
const grades: Codec<Grades> = {
  read: (json) => readGrades(json),
  write: (list) =>
    list.length === 0 ? undefined : JSON.stringify(list.map(({ name, minimum }) => [name, minimum])),
};

function readGrades(json: string): Grades | undefined {
  try {
    const list: unknown = JSON.parse(json);
    const read = Array.isArray(list) ? list.map(readGrade) : [undefined];
    return read.every((grade) => grade !== undefined) ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Older packages write the share as text. */
function readGrade(pair: unknown): Grades[number] | undefined {
  if (!Array.isArray(pair) || pair.length !== 2) return undefined;
  const [name, share] = pair as unknown[];
  const minimum = typeof share === 'string' && share.trim() !== '' ? Number(share) : share;
  return typeof name === 'string' && typeof minimum === 'number' && Number.isFinite(minimum)
    ? { name, minimum }
    : undefined;
}

export const GRADING_STANDARD: Table<GradingStandard> = withOthers<GradingStandard>([
  attributeValue('version', 'version', text),
  value('title', 'title', text),
  value('data', 'grades', grades),
  value('points_based', 'pointsBased', boolean),
  value('scaling_factor', 'scalingFactor', number),
]);
