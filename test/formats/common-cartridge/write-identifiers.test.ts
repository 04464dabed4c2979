/** Identifiers of a cartridge: valid as xs:ID, unique, and decoded again to the migration ids they came from. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reference } from '../../../activities/course/model/common.js';
import {
  decodeIdentifier,
  encodeIdentifier,
  isXmlIdentifier,
} from '../../../activities/formats/common-cartridge/encoded-identifiers.js';
import { createIdentifiers } from '../../../activities/formats/common-cartridge/writer/identifiers.js';
import { ref } from '../../support/courses.js';

const anyId = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }).filter((text) => !/\p{Cs}/u.test(text)),
  fc.constantFrom(
    '5',
    '-',
    '_',
    '_x41_',
    'a_x_2',
    'cw.page.5',
    'a b',
    'a/b',
    'é',
    '模',
    '🙂',
    '__proto__',
    '_x__',
  ),
);
const anyReference = fc.record({ kind: fc.constantFrom('page', 'quiz', 'module'), migrationId: anyId });

describe('identifiers of a cartridge', () => {
  it('keeps a migration id that is an xs:ID', () => {
    const target = ref('page', 'i02ce3f13d96fb86be0bfcbecfc2e42ed');
    expect(createIdentifiers([target], []).of(target)).toBe(target.migrationId);
  });

  it('writes any other so that it is an xs:ID and can be read back', () => {
    expect(createIdentifiers([], []).of(ref('quiz', '12/a b'))).toBe('cw.quiz.12_x2f-a_x20-b');
    fc.assert(
      fc.property(anyReference, (target) => {
        const identifier = encodeIdentifier(target as Reference);
        expect(isXmlIdentifier(identifier)).toBe(true);
        expect(decodeIdentifier(identifier)).toEqual(target);
      }),
    );
  });

  it('never gives one identifier to two objects, whatever they are called', () => {
    fc.assert(
      fc.property(fc.array(anyReference, { maxLength: 12 }), (targets) => {
        const unique = [
          ...new Map(targets.map((each) => [`${each.kind}/${each.migrationId}`, each])).values(),
        ];
        const identifiers = createIdentifiers(unique as Reference[], ['org_1']);
        const given = unique.map((target) => identifiers.of(target as Reference));
        const derived = unique.map((target) => identifiers.derived(target as Reference, 'meta'));
        const all = [...given, ...derived, 'org_1'].map((identifier) => identifier.toLowerCase());
        expect(new Set(all).size).toBe(all.length);
        expect(all.every(isXmlIdentifier)).toBe(true);
      }),
    );
  });

  it('lets the first of two objects with the same migration id keep it', () => {
    const [page, quiz] = [ref('page', 'same'), ref('quiz', 'same')];
    const identifiers = createIdentifiers([page, quiz], []);
    expect([page, quiz].map((target) => identifiers.of(target))).toEqual(['same', 'cw.quiz.same']);
  });

  it('tells apart what differs in case only, because identifiers name files', () => {
    const [upper, lower] = [ref('page', 'A'), ref('page', 'a')];
    const identifiers = createIdentifiers([upper, lower], []);
    expect(identifiers.of(lower)).toBe('cw.page.a');
    expect(decodeIdentifier(identifiers.of(lower))).toEqual(lower);
  });

  it('reads back an identifier that had to be numbered', () => {
    const targets = [ref('page', 'A'), ref('page', 'a'), ref('page', 'cw.page.a')];
    const identifiers = createIdentifiers(targets, ['cw.page.a']);
    expect(identifiers.of(targets[1]!)).toBe('cw.page.a_x_2');
    expect(targets.slice(1).map((target) => decodeIdentifier(identifiers.of(target)))).toEqual(
      targets.slice(1),
    );
  });

  it('cuts identifiers too long for a file name, and says that they cannot be read back', () => {
    const [one, two] = [ref('page', `${'x'.repeat(300)}1`), ref('page', `${'x'.repeat(300)}2`)];
    const identifiers = createIdentifiers([one, two], []);
    expect(identifiers.of(one)).not.toBe(identifiers.of(two));
    expect(identifiers.of(one)).toHaveLength(120);
    expect(decodeIdentifier(identifiers.of(one))).toBeUndefined();
  });

  it('takes identifiers of others for what they are', () => {
    const others = ['abc', 'cw.nothing.abc', 'cw.page.', 'cw.page._x110000-', 'cw.page._x41-', 'cw.page.a b'];
    expect(others.map(decodeIdentifier)).toEqual(others.map(() => undefined));
  });
});
