/** context.xml: the course the package was made of. */
import type { z } from 'zod';
import type { courseSource } from '../../../course/model/course.js';
import { text } from '../fields/codec.js';
import type { Table } from '../fields/field.js';
import { value } from '../fields/value.js';

export type CourseOrigin = z.infer<typeof courseSource>;

export const CONTEXT: Table<CourseOrigin> = [
  value('course_id', 'courseId', text),
  value('course_name', 'courseName', text),
  value('root_account_id', 'accountId', text),
  value('root_account_name', 'accountName', text),
  value('root_account_uuid', 'accountUuid', text),
  value('canvas_domain', 'domain', text),
];
