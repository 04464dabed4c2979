/** late_policy.xml: what a late or missing submission costs. */
import type { Course } from '../../../course/model/course.js';
import { boolean, number, text, words } from '../fields/codec.js';
import type { Table } from '../fields/field.js';
import { attributeValue, value } from '../fields/value.js';

export type LatePolicy = NonNullable<Course['latePolicy']>;

export const LATE_POLICY: Table<LatePolicy> = [
  attributeValue('identifier', 'migrationId', text),
  value('missing_submission_deduction_enabled', 'missingDeductionEnabled', boolean),
  value('missing_submission_deduction', 'missingDeduction', number),
  value('late_submission_deduction_enabled', 'lateDeductionEnabled', boolean),
  value('late_submission_deduction', 'lateDeduction', number),
  value('late_submission_interval', 'lateInterval', words({ hour: 'hour', day: 'day' })),
  value('late_submission_minimum_percent_enabled', 'lateMinimumPercentEnabled', boolean),
  value('late_submission_minimum_percent', 'lateMinimumPercent', number),
];
