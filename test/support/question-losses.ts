/** Which field of a question, or of an entry of a quiz, each phrase of the ledger speaks of. */

const PHRASES: readonly (readonly [phrase: RegExp, fields: readonly string[]])[] = [
  [/^the penalty/, ['penalty']],
  [/^who it is for/, ['audience']],
  [/^its metadata/, ['metadata']],
  [/^its alignments/, ['alignments']],
  [/^its availability/, ['availability']],
  [/^its tags/, ['tags']],
  [/^that it is shuffled/, ['shuffle']],
  [/^settings of|^the setting ".*" of canvas/, ['extensions']],
  [/^units/, ['units']],
  [/^feedback on a right side/, ['targets']],
  [/^files attached/, ['attachments', 'attachmentsRequired']],
  [/^the answer format/, ['responseFormat']],
];

/** A question of a kind Canvas does not have has become another: the phrase speaks of all that it asks. */
const OTHER_KIND = /^that (it is|words are|the answer is|the part)|^the points of its parts/;

/** What every question has, whatever it asks. */
const COMMON =
  /^(penalty|audience|metadata|alignments|availability|tags|shuffle|extensions|owner|title|feedback)$/;

/** Whether phrases of the ledger say that a field is lost or not as it was. */
export function questionLossIsTold(field: string, lost: readonly string[]): boolean {
  if (!COMMON.test(field) && lost.some((phrase) => OTHER_KIND.test(phrase))) return true;
  return PHRASES.some(
    ([pattern, fields]) => fields.includes(field) && lost.some((phrase) => pattern.test(phrase)),
  );
}

const ENTRY_PHRASES: readonly (readonly [phrase: RegExp, field: string])[] = [
  [/^the tags of the group/, 'tags'],
  [/^the page of the question/, 'page'],
  [/^the bank outside of the course of the group/, 'externalBank'],
  [/^the setting ".*" of an entry|^entries\.extensions/, 'extensions'],
];

export function entryLossIsTold(field: string, lost: readonly string[]): boolean {
  return ENTRY_PHRASES.some(
    ([pattern, name]) => name === field && lost.some((phrase) => pattern.test(phrase)),
  );
}
