/** The search attributes of every job: what an operator filters and sorts by. Registered by the dev stack from this table. */
import { defineSearchAttributeKey } from '@temporalio/common';

export const JOB_KIND = defineSearchAttributeKey('JobKind', 'KEYWORD');
export const JOB_STATE = defineSearchAttributeKey('JobState', 'KEYWORD');
export const TENANT = defineSearchAttributeKey('Tenant', 'KEYWORD');
export const COURSE_ID = defineSearchAttributeKey('CourseId', 'KEYWORD');
export const FORMAT = defineSearchAttributeKey('Format', 'KEYWORD');
export const JOB_PROGRESS = defineSearchAttributeKey('JobProgress', 'INT');

export const SEARCH_ATTRIBUTES = [JOB_KIND, JOB_STATE, TENANT, COURSE_ID, FORMAT, JOB_PROGRESS] as const;
