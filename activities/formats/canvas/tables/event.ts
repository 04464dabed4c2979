/** events.xml: the calendar. */
import type { CalendarEvent } from '../../../course/model/content.js';
import { boolean, day, html, text, time } from '../fields/codec.js';
import { type Table, withOthers } from '../fields/field.js';
import { value } from '../fields/value.js';

export const EVENT: Table<CalendarEvent> = withOthers<CalendarEvent>([
  value('title', 'title', text),
  value('description', 'description', html),
  value('start_at', 'startAt', time),
  value('end_at', 'endAt', time),
  value('all_day', 'allDay', boolean),
  value('all_day_date', 'allDayDate', day),
  value('rrule', 'recurrenceRule', text),
  value('series_uuid', 'seriesUuid', text),
  value('series_head', 'seriesHead', boolean),
  value('blackout_date', 'blackoutDate', boolean),
  value('location_name', 'location', text),
]);
