/** Times as Canvas writes them: UTC without a zone in its XML, `2016-01-16 06:59:59 UTC` where Ruby printed them. */

const DATE_AND_TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(\.\d+)?)?\s*(.*)$/;
const ZONE = /^([+-])(\d\d):?(\d\d)$/;

/**
 * The instant a text names, as the model has it. A text without a zone is UTC (`ims_datetime` of Canvas formats in
 * UTC); other zones are converted. `undefined` when the text is no time.
 */
export function parseTime(text: string): string | undefined {
  const match = DATE_AND_TIME.exec(text.trim());
  if (match === null) return undefined;
  const [, day = '', clock = '00:00:00', fraction = '', zone = ''] = match;
  const offset = zoneMinutes(zone);
  const local = Date.parse(`${day}T${clock.length === 5 ? `${clock}:00` : clock}Z`);
  if (offset === undefined || Number.isNaN(local)) return undefined;
  const utc = new Date(local - offset * 60_000);
  const year = utc.getUTCFullYear();
  return year < 0 || year > 9999 ? undefined : `${utc.toISOString().slice(0, 19)}${fraction}Z`;
}

/** Minutes east of UTC. */
function zoneMinutes(zone: string): number | undefined {
  if (zone === '' || zone === 'Z' || zone === 'UTC' || zone === 'GMT') return 0;
  const match = ZONE.exec(zone);
  if (match === null) return undefined;
  const [, sign, hours, minutes] = match;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** `2016-01-16T06:59:59`. */
export function formatTime(instant: string): string {
  return instant.slice(0, -1);
}

/** `2016-01-16 06:59:59 UTC`. */
export function formatTimeInWords(instant: string): string {
  return `${instant.slice(0, -1).replace('T', ' ')} UTC`;
}
